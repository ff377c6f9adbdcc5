import './edits.css';
import { type FormEvent, useEffect, useState } from 'react';
import {
  type EditableField,
  editableFields,
  type FindAndReplace as Replacement,
  type ReplacePreview,
} from '../../../src-shared/contract/edits.ts';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import { failureOf, useActions, useAppState } from '../../app/index.ts';
import { Choice, countOf, Dialogue, FileName, MenuButton, nameOfPath, Switch } from '../../components/index.ts';
import { meantSounds } from '../browser/meant-sounds.ts';
import { fieldWords } from '../inspector/evidence-words.ts';

const TYPING_PAUSE_MILLISECONDS = 200;
const atFirst: readonly EditableField[] = ['title', 'description', 'keywords', 'fxName'];

type Found = { readonly preview: ReplacePreview | null; readonly failure: Failure | null };
const nothingYet: Found = { preview: null, failure: null };

function Changes({ preview }: { readonly preview: ReplacePreview }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="changes" role="region" aria-label="Changes" tabIndex={0}>
      <ul>
        {preview.changes.map(({ id, path, field, before, after }) => (
          <li key={`${id} ${field}`} className="change">
            <span className="change-name">
              <FileName name={nameOfPath(path)} />
              <span className="field-name">{fieldWords[field]}</span>
            </span>
            <del>{before}</del>
            <ins>{after === '' ? 'taken out' : after}</ins>
          </li>
        ))}
      </ul>
      {preview.values > preview.changes.length && (
        <p className="replace-count">And {countOf(preview.values - preview.changes.length, 'other')}.</p>
      )}
    </div>
  );
}

/** Finds text in the metadata of sounds and replaces it, after a look at what would change. */
export function FindAndReplace() {
  const { shell, edits } = useActions();
  const meant = useAppState((state) => state.browser);
  const all = meant.results;
  const selected = meantSounds(meant);
  const several = selected !== null && selected.count > 1;
  const [scope, setScope] = useState<'selected' | 'found'>(several ? 'selected' : 'found');
  const [fields, setFields] = useState<readonly EditableField[]>(atFirst);
  const [find, setFind] = useState('');
  const [replacement, setReplacement] = useState('');
  const [options, setOptions] = useState({ regularExpression: false, matchCase: false, wholeWords: false });
  const [found, setFound] = useState<Found>(nothingYet);
  const [working, setWorking] = useState(false);
  const sounds = scope === 'selected' ? selected?.sounds : all === null ? undefined : { resultSetId: all.id };
  const question =
    sounds === undefined || find === '' || fields.length === 0
      ? null
      : JSON.stringify({ sounds, fields: [...fields], find, replacement, ...options } satisfies Replacement);

  useEffect(() => {
    setFound((before) => ({ ...before, failure: null }));
    if (question === null) {
      setFound(nothingYet);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      edits.preview(JSON.parse(question) as Replacement, stop.signal).then(
        (preview) => {
          if (!stop.signal.aborted) setFound({ preview, failure: null });
        },
        (thrown: unknown) => {
          if (!stop.signal.aborted) setFound({ preview: null, failure: failureOf(thrown) });
        },
      );
    }, TYPING_PAUSE_MILLISECONDS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [edits, question]);

  const { preview, failure } = found;
  const canReplace = question !== null && preview !== null && preview.values > 0 && !working;

  async function replace(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (!canReplace || question === null || preview === null) return;
    setWorking(true);
    if (await edits.replace(JSON.parse(question) as Replacement, preview)) shell.closeDialogue();
    else setWorking(false);
  }

  const fieldsWords = fields.length === 0 ? 'Choose fields' : `In ${countOf(fields.length, 'field')}`;
  const toggle = (name: keyof typeof options) => (on: boolean) => setOptions({ ...options, [name]: on });
  return (
    <Dialogue title="Find and replace" onClose={shell.closeDialogue} wide>
      <form className="replace" onSubmit={(event) => void replace(event)}>
        <label className="replace-field">
          <span className="field-name">Find</span>
          <input
            className="field"
            value={find}
            spellCheck={false}
            autoComplete="off"
            // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type here
            autoFocus
            aria-invalid={failure !== null}
            onChange={(event) => setFind(event.target.value)}
          />
        </label>
        <label className="replace-field">
          <span className="field-name">Replace with</span>
          <input
            className="field"
            value={replacement}
            spellCheck={false}
            autoComplete="off"
            placeholder={options.regularExpression ? '$1 is what the first group found' : 'Nothing: take it out'}
            onChange={(event) => setReplacement(event.target.value)}
          />
        </label>
        <div className="replace-options">
          <Switch on={options.matchCase} onChange={toggle('matchCase')}>
            Match case
          </Switch>
          <Switch on={options.wholeWords} onChange={toggle('wholeWords')}>
            Whole words
          </Switch>
          <Switch on={options.regularExpression} onChange={toggle('regularExpression')}>
            Regular expression
          </Switch>
          <MenuButton
            label={fieldsWords}
            className="button"
            staysOpen
            parts={[
              {
                title: 'Fields',
                entries: editableFields.map((field) => ({
                  id: field,
                  name: fieldWords[field],
                  checked: fields.includes(field),
                  run: () =>
                    setFields(fields.includes(field) ? fields.filter((each) => each !== field) : [...fields, field]),
                })),
              },
            ]}
          >
            {fieldsWords}
          </MenuButton>
        </div>
        {several && (
          <Choice
            name="Where"
            value={scope}
            options={[
              { value: 'selected', words: `${countOf(selected.count, 'selected sound')}` },
              { value: 'found', words: `All ${countOf(all?.count ?? 0, 'sound')} found` },
            ]}
            onChange={setScope}
          />
        )}
        <p className={failure === null ? 'replace-count' : 'replace-failure'} role="status">
          {failure !== null
            ? `${failure.message} ${failure.nextStep ?? ''}`
            : preview === null
              ? question === null
                ? 'What would change is shown here before anything does.'
                : 'Looking…'
              : preview.values === 0
                ? 'Nothing would change.'
                : `${countOf(preview.values, 'value')} in ${countOf(preview.sounds, 'sound')} would change.`}
        </p>
        {preview !== null && preview.values > 0 && <Changes preview={preview} />}
        <footer className="dialogue-foot">
          <button type="button" className="button" onClick={shell.closeDialogue}>
            Cancel
          </button>
          <button type="submit" className="button button-main" disabled={!canReplace}>
            Replace
          </button>
        </footer>
      </form>
    </Dialogue>
  );
}
