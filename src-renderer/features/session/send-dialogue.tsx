import './session.css';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { renderDepths, renderRates } from '../../../src-shared/contract/render-forms.ts';
import { useActions, useAppState } from '../../app/index.ts';
import {
  Choice,
  countOf,
  countWords,
  Dialogue,
  durationWords,
  nameOfPath,
  rateWords,
  Switch,
  withinWords,
} from '../../components/index.ts';
import { ReaperSetUp } from './reaper-set-up.tsx';
import { MOST_SOUNDS, soundsMeant } from './sounds-meant.ts';
import type { SendOptions } from './state.ts';

const TOKENS =
  '{name} {category} {subCategory} {catId} {fxName} {library} {creator} {source} {scene} {take} {date} {counter:3}';

function Line({ label, id, children }: { readonly label: string; readonly id: string; readonly children: ReactNode }) {
  return (
    <div className="send-line">
      <label htmlFor={id}>{label}</label>
      <div className="send-control">{children}</div>
    </div>
  );
}

/** What the first file will be called, or what is wrong with the name. */
function Names({ options, id }: { readonly options: SendOptions; readonly id: string }) {
  const { session } = useActions();
  const names = useAppState((state) => state.session.names);
  const failure = useAppState((state) => state.session.namesFailure);
  useEffect(() => void session.preview(options), [session, options]);
  const isEmpty = options.nameTemplate.trim() === '';
  return (
    <p className={failure !== null || isEmpty ? 'send-names send-wrong' : 'send-names'} id={id} role="status">
      {isEmpty
        ? 'A name is needed; {name} is the sound’s own.'
        : failure === null
          ? (names[0] ?? ' ')
          : `${failure.message} ${failure.nextStep ?? ''}`}
    </p>
  );
}

function Folder({
  id,
  value,
  onChange,
}: {
  readonly id: string;
  readonly value: string;
  readonly onChange: (folder: string) => void;
}) {
  const { session } = useActions();
  const folders = useAppState((state) => state.session.folders);
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  const list = useId();
  async function choose(): Promise<void> {
    const folder = await session.chooseFolder();
    if (folder !== null) onChange(folder);
  }
  return (
    <>
      <input
        id={id}
        className="field send-wide"
        list={list}
        required
        spellCheck={false}
        autoComplete="off"
        placeholder="The whole path of a folder"
        value={value}
        // biome-ignore lint/a11y/noAutofocus: without a folder nothing can be sent
        autoFocus={value === ''}
        onChange={(event) => {
          onChange(event.target.value);
          void session.suggestFolders(event.target.value);
        }}
      />
      <datalist id={list}>
        {folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
      {onDesktop && (
        <button type="button" className="button" onClick={() => void choose()}>
          Choose…
        </button>
      )}
    </>
  );
}

/** Sends the selected sounds, or the marked part of one, to a folder; what was chosen last is chosen again. */
export function SendDialogue() {
  const { session, shell } = useActions();
  const kept = useAppState((state) => state.session.options);
  const running = useAppState((state) => state.session.running !== null);
  const { count, first, region } = soundsMeant({
    browser: useAppState((state) => state.browser),
    player: useAppState((state) => state.player),
  });
  const [options, setOptions] = useState<SendOptions | null>(kept);
  const wasReady = useRef((kept?.folder ?? '') !== '');
  const id = useId();
  const shown = options ?? kept;
  if (shown === null) return null;
  const set = (values: Partial<SendOptions>): void => setOptions({ ...shown, ...values });
  const takesRegion = region !== null && shown.onlyRegion;
  const what =
    count === 1 && first !== null
      ? withinWords(nameOfPath(first.path))
      : countOf(Math.min(count, MOST_SOUNDS), 'sound');
  const ready = shown.folder.trim() !== '' && shown.nameTemplate.trim() !== '' && !running;
  return (
    <Dialogue title="Send to the session" onClose={shell.closeDialogue}>
      <form
        className="send"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void session.send({ ...shown, folder: shown.folder.trim() });
        }}
      >
        <p className="send-what">
          {what}
          {takesRegion && `, ${durationWords(region.endSeconds - region.startSeconds)} of it`}
          {count > MOST_SOUNDS && ` (the first of ${countWords(count)}: no more are sent at once)`}
        </p>
        <Line label="Folder" id={`${id}-folder`}>
          <Folder id={`${id}-folder`} value={shown.folder} onChange={(folder) => set({ folder })} />
        </Line>
        <Line label="Name" id={`${id}-name`}>
          <input
            id={`${id}-name`}
            className="field send-wide"
            aria-describedby={`${id}-names ${id}-tokens`}
            maxLength={200}
            spellCheck={false}
            autoComplete="off"
            value={shown.nameTemplate}
            onChange={(event) => set({ nameTemplate: event.target.value })}
          />
        </Line>
        <div className="send-under">
          <Names options={shown} id={`${id}-names`} />
          <p className="send-tokens" id={`${id}-tokens`}>
            {TOKENS}
          </p>
        </div>
        {region !== null && (
          <div className="send-region">
            <Choice
              name="What is sent"
              value={shown.onlyRegion ? 'region' : 'whole'}
              options={[
                { value: 'region', words: 'The region' },
                { value: 'whole', words: 'The whole sound' },
              ]}
              onChange={(part) => set({ onlyRegion: part === 'region' })}
            />
            <label className="send-handles">
              Handles, s
              <input
                className="field"
                type="number"
                min={0}
                max={600}
                step="any"
                disabled={!shown.onlyRegion}
                value={shown.handlesSeconds}
                onChange={(event) => {
                  const seconds = event.target.valueAsNumber;
                  if (seconds >= 0 && seconds <= 600) set({ handlesSeconds: seconds });
                }}
              />
            </label>
          </div>
        )}
        <div className="send-forms">
          <label>
            Rate
            <select
              className="field"
              value={shown.sampleRateHz ?? ''}
              onChange={({ target }) =>
                set({ sampleRateHz: renderRates.find((rate) => String(rate) === target.value) ?? null })
              }
            >
              <option value="">As it is</option>
              {renderRates.map((rate) => (
                <option key={rate} value={rate}>
                  {rateWords(rate)}
                </option>
              ))}
            </select>
          </label>
          <label>
            Depth
            <select
              className="field"
              value={shown.bitDepth ?? ''}
              onChange={({ target }) =>
                set({ bitDepth: renderDepths.find((depth) => String(depth) === target.value) ?? null })
              }
            >
              <option value="">As it is</option>
              {renderDepths.map((depth) => (
                <option key={depth} value={depth}>
                  {depth === 32 ? '32 bit float' : `${depth} bit`}
                </option>
              ))}
            </select>
          </label>
          <Switch on={shown.insertInto === 'reaper'} onChange={(on) => set({ insertInto: on ? 'reaper' : 'none' })}>
            Insert into Reaper
          </Switch>
        </div>
        {shown.insertInto === 'reaper' && <ReaperSetUp />}
        <footer className="dialogue-foot">
          <button type="button" className="button send-log-button" onClick={() => void session.openLog()}>
            Log
          </button>
          <button type="button" className="button" onClick={shell.closeDialogue}>
            Cancel
          </button>
          <button
            type="submit"
            className="button button-main"
            // biome-ignore lint/a11y/noAutofocus: S, Enter sends as before
            autoFocus={wasReady.current}
            disabled={!ready}
          >
            Send
          </button>
        </footer>
      </form>
    </Dialogue>
  );
}
