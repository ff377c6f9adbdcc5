import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { Icon, NamedList } from '../../components/index.ts';
import { filterOf, readQuery } from '../browser/sound-query.ts';
import { Part } from '../panel/panel-part.tsx';

/** Searches under names. */
export function SavedSearches() {
  const { searches, browser, shell } = useActions();
  const saved = useAppState((state) => state.searches.saved);
  const now = useAppState((state) => JSON.stringify(filterOf(state.browser.query)));
  const asked = (stored: unknown): string =>
    JSON.stringify(filterOf(readQuery(stored) ?? { text: '', narrowing: {}, thesaurus: true, sort: { by: 'path' } }));
  const byId = (id: string | undefined) => saved?.find((one) => one.id === id);
  return (
    <Part
      part="searches"
      title="Searches"
      actions={
        <CommandButton id="search.save" className="icon-button" isSign>
          <Icon name="plus" />
        </CommandButton>
      }
    >
      {saved !== null && saved.length === 0 && <p className="panel-note">Searches that you save stand here.</p>}
      {saved !== null && saved.length > 0 && (
        <NamedList
          label="Saved searches"
          rows={saved.map((search) => ({
            id: search.id,
            name: search.name,
            sign: <Icon name="search" />,
            entries: [
              { id: 'rename', name: 'Rename…', keys: 'F2', run: () => shell.open({ kind: 'rename-search', search }) },
              { id: 'replace', name: 'Replace with what you see', run: () => void searches.replace(search) },
              { id: 'delete', name: 'Delete', keys: 'Delete', run: () => void searches.remove(search) },
            ],
          }))}
          chosen={saved.find(({ query }) => asked(query) === now)?.id ?? null}
          onChoose={(id) => {
            const search = byId(id);
            if (search === undefined) browser.ask({ text: '', narrowing: {} });
            else searches.run(search);
          }}
          onRename={(id) => {
            const search = byId(id);
            if (search !== undefined) shell.open({ kind: 'rename-search', search });
          }}
          onRemove={(id) => {
            const search = byId(id);
            if (search !== undefined) void searches.remove(search);
          }}
          onMove={(id, before) => void searches.move(id, before)}
        />
      )}
    </Part>
  );
}
