import { GridList, GridListItem } from 'react-aria-components';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Icon } from '../../components/index.ts';
import { versionOnShow } from './state.ts';
import { VersionDetail } from './version-detail.tsx';
import { versionLine } from './version-words.ts';

/** All model versions, and the one that is looked at. */
export function Versions() {
  const { training } = useActions();
  const versions = useAppState((state) => state.training.versions);
  const shown = useAppState((state) => versionOnShow(state.training));
  const busyWith = useAppState((state) => state.training.busyWith);
  if (versions === null || shown === undefined)
    return <div className="lab-empty-whole" aria-busy="true" role="status" aria-label="Loading model versions" />;
  return (
    <div className="lab-two">
      <div className="lab-left">
        <GridList
          className="lab-list"
          aria-label="Model versions"
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={[shown.id]}
          onSelectionChange={(keys) => {
            const [id] = keys === 'all' ? [] : [...keys];
            if (id !== undefined) training.chooseVersion(String(id) as ModelVersionId);
          }}
        >
          {versions.map((version) => (
            <GridListItem key={version.id} id={version.id} textValue={version.name} className="lab-row">
              <span className="lab-row-name" dir="auto">
                {version.problem !== null && <Icon name="warning" />}
                {version.name}
              </span>
              <span className="lab-row-line">{versionLine(version)}</span>
            </GridListItem>
          ))}
        </GridList>
        <footer className="lab-left-foot">
          <button type="button" className="button" disabled={busyWith !== null} onClick={training.openImport}>
            Import a version…
          </button>
          <p className="lab-note" role="status">
            {busyWith === null ? '' : `${busyWith}…`}
          </p>
        </footer>
      </div>
      <VersionDetail key={shown.id} version={shown} />
    </div>
  );
}
