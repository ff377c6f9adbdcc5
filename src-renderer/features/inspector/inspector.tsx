import './inspector.css';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { CommandButton, CommandKey, useAppState } from '../../app/index.ts';
import { FileName, Icon, nameOfPath } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { sourceWords } from './evidence-words.ts';
import { Facts } from './facts.tsx';
import { Suggestions } from './suggestions.tsx';

const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

function Label({ sound }: { readonly sound: SoundRecord }) {
  const { label } = sound;
  return (
    <div className="label">
      {label === null ? (
        <span className="label-none">Not decided</span>
      ) : (
        <>
          <CategoryName category={label.category} catId={label.catId} />
          <span
            className="label-source"
            title={`${label.author === '' ? '' : `${label.author}, `}${dates.format(label.decidedAt)}`}
          >
            {sourceWords[label.source]}
          </span>
        </>
      )}
    </div>
  );
}

function Warnings({ sound: { warnings, failure } }: { readonly sound: SoundRecord }) {
  if (failure === null && warnings.length === 0) return null;
  return (
    <ul className="warnings" aria-label="Warnings">
      {failure !== null && (
        <li className="warning-failure">
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

/** What the chosen sound is, may be, and is made of. */
export function Inspector() {
  const sound = useAppState((state) => state.browser.selection?.sound ?? null);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <aside className="panel inspector" aria-label="Chosen sound" tabIndex={0}>
      {sound === null ? (
        <p className="inspector-note">Choose a sound to see what it may be.</p>
      ) : (
        <>
          <h2 className="inspector-name">
            <FileName name={nameOfPath(sound.path)} />
          </h2>
          <Label sound={sound} />
          <div className="label-actions">
            <CommandButton id="label.choose" className="button button-small">
              Choose <CommandKey id="label.choose" />
            </CommandButton>
            <CommandButton id="label.clear" className="button button-small">
              Clear <CommandKey id="label.clear" />
            </CommandButton>
            <CommandButton id="label.undo" className="button button-small">
              Undo <CommandKey id="label.undo" />
            </CommandButton>
          </div>
          <Warnings sound={sound} />
          {sound.status !== 'failed' && (
            <section aria-label="Suggested categories">
              <h3>Suggestions</h3>
              <Suggestions sound={sound} />
            </section>
          )}
          <Facts sound={sound} />
        </>
      )}
    </aside>
  );
}
