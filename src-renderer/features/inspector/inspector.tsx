import './inspector.css';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { CommandButton, useAppState } from '../../app/index.ts';
import { FileName, Icon, nameOfPath } from '../../components/index.ts';
import { meantSounds, oneSound } from '../browser/meant-sounds.ts';
import { FieldsEditor } from '../edits/fields-editor.tsx';
import { absenceOf } from '../library/away.ts';
import type { SoundDetails } from './actions.ts';
import { Label, LabelActions, RegionLabels } from './decided.tsx';
import { Facts } from './facts.tsx';
import { Opinion } from './opinion.tsx';
import { Several } from './several.tsx';
import { Suggestions } from './suggestions.tsx';
import { useDetails } from './use-details.ts';

function Warnings({ sound }: { readonly sound: SoundRecord }) {
  const libraries = useAppState((state) => state.library.libraries);
  const { warnings } = sound;
  const absence = absenceOf(libraries, sound);
  const failure = absence ?? sound.failure;
  if (failure === null && warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label="Warnings">
      {failure !== null && (
        <li className={absence === null ? 'warning-failure' : ''}>
          <Icon name="warning" />
          <span>
            {failure.message}
            {failure.nextStep !== null && <span className="warning-next"> {failure.nextStep}</span>}
          </span>
        </li>
      )}
      {warnings.map((warning) => (
        <li key={warning}>
          <Icon name="warning" />
          <span>{warning}</span>
        </li>
      ))}
    </ul>
  );
}

/** The collections that a sound is in. */
function Memberships({ collections }: Pick<SoundDetails, 'collections'>) {
  return (
    <div className="opinion-row">
      <span className="field-name">Collections</span>
      {collections.length === 0 ? (
        <span className="memberships inspector-note">None</span>
      ) : (
        <ul className="memberships">
          {collections.map(({ id, name, colour }) => (
            <li key={id}>
              <svg viewBox="0 0 8 8" aria-hidden="true">
                <circle cx="4" cy="4" r="4" {...(colour === '' ? {} : { fill: colour })} />
              </svg>
              {name}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function One({ sound }: { readonly sound: SoundRecord }) {
  const { regions, edits, collections, neighbours } = useDetails(sound);
  const meant = oneSound(sound.id);
  return (
    <>
      <div className="inspector-head">
        <h2 className="inspector-name">
          <FileName name={nameOfPath(sound.path)} />
        </h2>
        <CommandButton id="mark.favourite" className="icon-button" isSign pressed={sound.favourite}>
          <Icon name={sound.favourite ? 'star' : 'starLine'} />
        </CommandButton>
      </div>
      <Label sound={sound} />
      <LabelActions />
      <Warnings sound={sound} />
      {sound.status !== 'failed' && (
        <section aria-label="Suggested categories">
          <h3>Suggestions</h3>
          <Suggestions sound={sound} neighbours={neighbours} />
        </section>
      )}
      <RegionLabels regions={regions} />
      <Opinion key={`opinion ${sound.id}`} rating={sound.rating} note={sound.note ?? ''} meant={meant} />
      <Memberships collections={collections} />
      <FieldsEditor key={`fields ${sound.id}`} meant={meant} sound={sound} edits={edits} common={null} />
      <Facts sound={sound} />
    </>
  );
}

/** What the chosen sound is, may be, and is made of; of several, what they have in common. */
export function Inspector() {
  const sound = useAppState((state) => state.browser.selection?.sound ?? null);
  const selection = useAppState((state) => state.browser.selection);
  const selected = useAppState((state) => state.browser.selected);
  const results = useAppState((state) => state.browser.results);
  const meant = meantSounds({ selection, selected, results });
  const several = meant !== null && meant.count > 1;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <aside className="panel inspector" aria-label={several ? 'Selected sounds' : 'Chosen sound'} tabIndex={0}>
      {several ? (
        <Several meant={meant} />
      ) : sound === null ? (
        <p className="inspector-note">Choose a sound to see what it may be.</p>
      ) : (
        <One sound={sound} />
      )}
    </aside>
  );
}
