import { type ReactNode, useId, useState } from 'react';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { useActions } from '../../app/index.ts';
import { Dialogue, nameOfPath } from '../../components/index.ts';

/** An absolute path, of any system. */
const isAbsolute = (path: string): boolean => /^(?:\/|[a-z]:[\\/]|\\\\)/iu.test(path.trim());

type Part = {
  readonly id: string;
  readonly label: string;
  readonly words: string;
  readonly mistake?: string;
  readonly children: ReactNode;
};

function Row({ id, label, words, mistake, children }: Part) {
  return (
    <div className="list-field">
      <label htmlFor={id}>{label}</label>
      {children}
      <p className={mistake === undefined ? 'lab-note' : 'lab-mistake'} id={`${id}-words`}>
        {mistake ?? words}
      </p>
    </div>
  );
}

/** A list of labels as a dataset. It is read by the engine: the file lies on its machine. */
export function AddLabelList() {
  const { training, shell } = useActions();
  const [file, setFile] = useState('');
  const [folder, setFolder] = useState('');
  const [library, setLibrary] = useState('');
  const [classes, setClasses] = useState<TrainingDataset['classes']>('category');
  const [confidence, setConfidence] = useState('high');
  const [tried, setTried] = useState(false);
  const id = useId();
  const wrongFile = tried && !isAbsolute(file);
  const wrongFolder = tried && folder.trim() !== '' && !isAbsolute(folder);

  function add(): void {
    setTried(true);
    if (!isAbsolute(file) || (folder.trim() !== '' && !isAbsolute(folder))) return;
    const name = library.trim() || nameOfPath(file.trim()).replace(/\.\w+$/u, '');
    training.addList({
      name,
      source: {
        kind: 'list',
        file: file.trim(),
        ...(folder.trim() === '' ? {} : { folder: folder.trim() }),
        ...(library.trim() === '' ? {} : { library: library.trim() }),
        confidence: confidence.trim() || 'all',
      },
      classes,
    });
    shell.closeDialogue();
  }

  const text = (part: string, value: string, set: (value: string) => void, isWrong = false) => ({
    id: `${id}-${part}`,
    className: 'field',
    value,
    autoComplete: 'off',
    spellCheck: false,
    'aria-describedby': `${id}-${part}-words`,
    'aria-invalid': isWrong ? true : undefined,
    onChange: ({ target }: { readonly target: { readonly value: string } }) => set(target.value),
  });

  return (
    <Dialogue title="Take a list of labels" onClose={shell.closeDialogue}>
      <form
        className="list-form"
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <Row
          id={`${id}-file`}
          label="File"
          words="Tab-separated, with a header: path and category, and where known cat_id, confidence, library."
          {...(wrongFile ? { mistake: 'The whole path of the file is needed.' } : {})}
        >
          <input
            {...text('file', file, setFile, wrongFile)}
            // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to type here
            autoFocus
            placeholder="The whole path of a .tsv file"
          />
        </Row>
        <Row
          id={`${id}-folder`}
          label="Folder of the sounds"
          words="Where its paths begin; the list’s own folder unless given."
          {...(wrongFolder ? { mistake: 'The whole path of the folder is needed, or nothing.' } : {})}
        >
          <input {...text('folder', folder, setFolder, wrongFolder)} />
        </Row>
        <Row
          id={`${id}-library`}
          label="Only of the library"
          words="As its column says; all of them as one dataset unless given."
        >
          <input {...text('library', library, setLibrary)} />
        </Row>
        <Row id={`${id}-classes`} label="Classes" words="Datasets may disagree: each has a head of its own.">
          <select
            id={`${id}-classes`}
            className="field"
            aria-describedby={`${id}-classes-words`}
            value={classes}
            onChange={({ target }) => setClasses(target.value as TrainingDataset['classes'])}
          >
            <option value="category">UCS categories</option>
            <option value="subcategory">UCS subcategories</option>
            <option value="own">The list’s own words</option>
          </select>
        </Row>
        <Row id={`${id}-confidence`} label="Confidence" words="Lines of another are left out; “all” takes every one.">
          <input {...text('confidence', confidence, setConfidence)} />
        </Row>
        <footer className="dialogue-foot">
          <button type="button" className="button" onClick={shell.closeDialogue}>
            Cancel
          </button>
          <button type="submit" className="button button-main">
            Take it
          </button>
        </footer>
      </form>
    </Dialogue>
  );
}
