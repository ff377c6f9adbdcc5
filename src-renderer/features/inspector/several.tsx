import { CommandButton, CommandKey } from '../../app/index.ts';
import { countOf, Icon } from '../../components/index.ts';
import type { MeantSounds } from '../browser/meant-sounds.ts';
import { FieldsEditor } from '../edits/fields-editor.tsx';
import { useCommonValues } from '../edits/use-common-values.ts';
import { LabelActions } from './decided.tsx';
import { Opinion } from './opinion.tsx';

/** What several selected sounds have in common, and what can be decided for all of them. */
export function Several({ meant }: { readonly meant: MeantSounds }) {
  const { count } = meant;
  const common = useCommonValues(count);
  const label = common?.label;
  // Fields belong to the sounds that they were typed for: others have fields of their own.
  const whose = JSON.stringify(meant.sounds);
  return (
    <>
      <div className="inspector-head">
        <h2 className="inspector-name">{countOf(count, 'sound')}</h2>
        <CommandButton
          id="mark.favourite"
          className="icon-button"
          isSign
          pressed={common !== null && common.isFavourite === 'yes'}
        >
          <Icon name={common?.isFavourite === 'yes' ? 'star' : 'starLine'} />
        </CommandButton>
      </div>
      <div className="label">
        <span className="label-none">
          {common === null ? '' : label === undefined ? 'Different labels' : label === '' ? 'Not decided' : label}
        </span>
      </div>
      <LabelActions />
      <div className="several-accept">
        <CommandButton id="label.accept-1" className="button button-small">
          Accept the first suggestion of each <CommandKey id="label.accept-1" />
        </CommandButton>
        <p className="inspector-note">What a person decided stays.</p>
      </div>
      <Opinion
        key={`opinion ${whose}`}
        meant={meant}
        rating={common?.stars === undefined ? null : Number(common.stars)}
        note={common === null ? '' : (common.note ?? null)}
      />
      <FieldsEditor key={`fields ${whose}`} meant={meant} sound={null} edits={[]} common={common} />
    </>
  );
}
