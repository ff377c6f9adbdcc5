import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { TrainingRun } from '../../../src-shared/contract/training.ts';
import { useActions } from '../../app/index.ts';
import { bytesWords, Dialogue, NameDialogue, Switch } from '../../components/index.ts';
import { costWords } from './version-words.ts';

type OfVersion = { readonly version: ModelVersionRecord };

/** Asks before something is done. */
function Ask({
  title,
  verb,
  isDangerous = false,
  children,
  onYes,
}: {
  readonly title: string;
  readonly verb: string;
  readonly isDangerous?: boolean;
  readonly children: ReactNode;
  readonly onYes: () => void;
}) {
  const { shell } = useActions();
  const yes = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isDangerous) yes.current?.focus();
  }, [isDangerous]);
  return (
    <Dialogue title={title} onClose={shell.closeDialogue}>
      {children}
      <footer className="dialogue-foot">
        <button type="button" className="button" onClick={shell.closeDialogue}>
          {isDangerous ? 'Keep' : 'Cancel'}
        </button>
        <button type="button" className={`button button-${isDangerous ? 'danger' : 'main'}`} ref={yes} onClick={onYes}>
          {verb}
        </button>
      </footer>
    </Dialogue>
  );
}

/** What it costs to use a version, before that begins. */
export function ActivateVersion({ version }: OfVersion) {
  const { training } = useActions();
  return (
    <Ask title={`Activate ${version.name}?`} verb="Activate" onYes={() => void training.activate(version)}>
      <p>{costWords(version, null)}</p>
      <p className="lab-note">
        It is used at once when that is done: suggestions, similar sounds and the map follow it. Labels stay as they
        are, and rolling back takes a moment.
      </p>
    </Ask>
  );
}

export function RemoveVersion({ version }: OfVersion) {
  const { training } = useActions();
  const { files, vectors } = version.disk;
  return (
    <Ask title={`Remove ${version.name}?`} verb="Remove" isDangerous onYes={() => void training.removeVersion(version)}>
      <p>
        Its weights, vectors and suggestions are deleted, {bytesWords(files + vectors)}. Export it first to keep it. Its
        run stays.
      </p>
    </Ask>
  );
}

export function RemoveRun({ run }: { readonly run: TrainingRun }) {
  const { training } = useActions();
  return (
    <Ask title={`Remove ${run.name}?`} verb="Remove" isDangerous onYes={() => void training.removeRun(run)}>
      <p>
        Its curves and checkpoints are deleted.{' '}
        {run.modelVersion === null ? 'It made no model version.' : 'The model version that it made stays.'}
      </p>
    </Ask>
  );
}

export function RenameVersion({ version }: OfVersion) {
  const { training, shell } = useActions();
  return (
    <NameDialogue
      title="Rename the version"
      label="Name"
      name={version.name}
      verb="Rename"
      onName={(name) => void training.renameVersion(version, name)}
      onClose={shell.closeDialogue}
    />
  );
}

const ENDING = '.sonotheque-model';

/** Asks for a path on the machine of the engine. */
function FileForm({
  label,
  words,
  verb,
  initial,
  onFile,
  children,
}: {
  readonly label: string;
  readonly words: string;
  readonly verb: string;
  readonly initial: string;
  readonly onFile: (file: string) => void;
  readonly children?: ReactNode;
}) {
  const { shell } = useActions();
  const [file, setFile] = useState(initial);
  const id = useId();
  const isReady = file.trim().endsWith(ENDING);
  return (
    <form
      className="list-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) onFile(file.trim());
      }}
    >
      <div className="list-field">
        <label htmlFor={id}>{label}</label>
        <input
          id={id}
          className="field"
          value={file}
          autoComplete="off"
          spellCheck={false}
          // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type here
          autoFocus
          aria-describedby={`${id}-words`}
          placeholder={`The whole path, ending in ${ENDING}`}
          onChange={(event) => setFile(event.target.value)}
        />
        <p className="lab-note" id={`${id}-words`}>
          {words}
        </p>
      </div>
      {children}
      <footer className="dialogue-foot">
        <button type="button" className="button" onClick={shell.closeDialogue}>
          Cancel
        </button>
        <button type="submit" className="button button-main" disabled={!isReady}>
          {verb}
        </button>
      </footer>
    </form>
  );
}

export function ExportVersion({ version }: OfVersion) {
  const { training, shell } = useActions();
  const [overwrite, setOverwrite] = useState(false);
  return (
    <Dialogue title={`Export ${version.name}`} onClose={shell.closeDialogue}>
      <FileForm
        label="File"
        words="One file with weights, lineage and scores; no sounds and no labels."
        verb="Export"
        initial=""
        onFile={(file) => void training.exportVersion(version, file, overwrite)}
      >
        <Switch on={overwrite} onChange={setOverwrite}>
          Replace a file that is there
        </Switch>
      </FileForm>
    </Dialogue>
  );
}

export function ImportVersion() {
  const { training, shell } = useActions();
  return (
    <Dialogue title="Import a version" onClose={shell.closeDialogue}>
      <FileForm
        label="File"
        words="It is checked and built anew before it is added, and holds no code. It is not activated."
        verb="Import"
        initial=""
        onFile={(file) => void training.importVersion(file)}
      />
    </Dialogue>
  );
}
