import { useContext, useId, useState } from 'react';
import type { TrainableLibrary } from '../../../src-shared/contract/training.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { countWords, Icon } from '../../components/index.ts';
import { largestCategories, libraryProblem, libraryWords, sourceWords } from './dataset-words.ts';
import { MistakesContext } from './fields.tsx';

const classWords: { readonly [Kind in TrainingDataset['classes']]: string } = {
  category: 'UCS categories',
  subcategory: 'UCS subcategories',
  own: 'The list’s own words',
};
const kindsOf = ({ source }: TrainingDataset) =>
  source.kind === 'list' ? (['category', 'subcategory', 'own'] as const) : (['category', 'subcategory'] as const);

/** A dataset that was chosen: its name, what its classes are, and its place in the order. */
function ChosenDataset({
  dataset,
  at,
  last,
}: {
  readonly dataset: TrainingDataset;
  readonly at: number;
  readonly last: boolean;
}) {
  const { training } = useActions();
  const libraries = useAppState((state) => state.training.libraries) ?? [];
  const isOrdered = useAppState(
    ({ training: { draft } }) => draft.mixing.kind === 'sequential' && draft.mixing.order === 'given',
  );
  const mistakes = useContext(MistakesContext);
  const id = useId();
  const mistake = mistakes.get(`datasets.${at}.name`);
  return (
    <li className="lab-dataset">
      <div className="lab-dataset-line">
        <input
          className="field lab-dataset-name"
          aria-label={`Name of dataset ${at + 1}`}
          aria-describedby={`${id}-source ${id}-mistake`}
          aria-invalid={mistake === undefined ? undefined : true}
          value={dataset.name}
          maxLength={200}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => training.set(`datasets.${at}.name`, event.target.value)}
        />
        <select
          className="field"
          aria-label={`Classes of ${dataset.name}`}
          value={dataset.classes}
          onChange={(event) => training.set(`datasets.${at}.classes`, event.target.value)}
        >
          {kindsOf(dataset).map((kind) => (
            <option key={kind} value={kind}>
              {classWords[kind]}
            </option>
          ))}
        </select>
        {isOrdered && (
          <>
            <button
              type="button"
              className="icon-button"
              aria-label={`${dataset.name} earlier`}
              disabled={at === 0}
              onClick={() => training.moveDataset(at, -1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="icon-button lab-down"
              aria-label={`${dataset.name} later`}
              disabled={last}
              onClick={() => training.moveDataset(at, 1)}
            >
              <Icon name="up" />
            </button>
          </>
        )}
        <button
          type="button"
          className="icon-button"
          aria-label={`Leave ${dataset.name} out`}
          onClick={() => training.removeDataset(at)}
        >
          <Icon name="close" />
        </button>
      </div>
      <p className="lab-note" id={`${id}-source`}>
        {sourceWords(dataset, libraries)}
      </p>
      <p className="lab-mistake" id={`${id}-mistake`} role="alert">
        {mistake}
      </p>
    </li>
  );
}

/** Libraries beyond which a field narrows them down. */
const SEARCHED_LIBRARIES = 12;

function LibraryRow({ library, isTaken }: { readonly library: TrainableLibrary; readonly isTaken: boolean }) {
  const { training } = useActions();
  const problem = libraryProblem(library);
  return (
    <li>
      <label className={problem === null ? 'lab-library' : 'lab-library lab-library-off'}>
        <input
          type="checkbox"
          checked={isTaken}
          disabled={problem !== null && !isTaken}
          onChange={() => training.toggleLibrary(library)}
        />
        <span className="lab-library-words">
          <span className="lab-library-name" dir="auto">
            {library.name}
            {!library.connected && <span className="lab-tag">its drive is away</span>}
          </span>
          <span className="lab-note" title={largestCategories(library)}>
            {problem ?? libraryWords(library)}
          </span>
        </span>
      </label>
    </li>
  );
}

/** The libraries with labels, to be ticked. */
function Libraries({ libraries }: { readonly libraries: readonly TrainableLibrary[] }) {
  const { training } = useActions();
  const datasets = useAppState((state) => state.training.draft.datasets);
  const [text, setText] = useState('');
  const taken = new Set(datasets.flatMap(({ source }) => (source.kind === 'library' ? [source.libraryId] : [])));
  const shown = libraries.filter(({ name }) => name.toLowerCase().includes(text.trim().toLowerCase()));
  const useful = libraries.filter((library) => libraryProblem(library) === null);
  return (
    <>
      {libraries.length > SEARCHED_LIBRARIES && (
        <div className="lab-library-tools">
          <input
            className="field"
            type="search"
            aria-label="Find a library"
            placeholder="Find a library"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <button
            type="button"
            className="button button-small"
            disabled={useful.every(({ libraryId }) => taken.has(libraryId))}
            onClick={training.takeAllLibraries}
          >
            Take all {countWords(useful.length)}
          </button>
        </div>
      )}
      <ul className="lab-libraries" aria-label="Libraries with labels">
        {shown.map((library) => (
          <LibraryRow key={library.libraryId} library={library} isTaken={taken.has(library.libraryId)} />
        ))}
      </ul>
      {shown.length === 0 && <p className="lab-note">No library has this in its name.</p>}
    </>
  );
}

/** Where nothing is labelled: what to do first. */
function NothingLabelled() {
  return (
    <div className="lab-empty">
      <p className="empty-title">Nothing is labelled yet: label some sounds, or take a list.</p>
      <p className="lab-note">
        A training learns from sounds of at least two categories. The review is the fastest way to label; a list of
        labels that you have can be taken as it is.
      </p>
      <p className="lab-actions">
        <CommandButton id="review.open" className="button button-main">
          Review sounds
        </CommandButton>
      </p>
    </div>
  );
}

/** What is learned from. */
export function DatasetsPart() {
  const { training, shell } = useActions();
  const libraries = useAppState((state) => state.training.libraries);
  const failure = useAppState((state) => state.training.librariesFailure);
  const datasets = useAppState((state) => state.training.draft.datasets);
  const mistake = useContext(MistakesContext).get('datasets');
  const id = useId();
  const isEmpty = libraries?.every((library) => libraryProblem(library) !== null);
  return (
    <section className="lab-part" aria-labelledby={`${id}-title`}>
      <header className="lab-part-head">
        <h2 id={`${id}-title`} className="lab-heading">
          Datasets
        </h2>
        <button type="button" className="button button-small" onClick={() => shell.open({ kind: 'add-label-list' })}>
          Take a list of labels…
        </button>
      </header>
      <p className="lab-note">
        A dataset is a library or a list of labels, with classes of its own. The encoder is shared by all of them.
      </p>
      {failure !== null ? (
        <div className="lab-empty" role="alert">
          <p className="empty-title">{failure.message}</p>
          <p className="lab-note">{failure.nextStep}</p>
          <p className="lab-actions">
            <button type="button" className="button" onClick={() => void training.loadLibraries()}>
              Try again
            </button>
          </p>
        </div>
      ) : libraries === null ? (
        <div className="lab-loading" aria-busy="true" aria-label="Counting labelled sounds" role="status" />
      ) : isEmpty ? (
        datasets.length === 0 && <NothingLabelled />
      ) : (
        <Libraries libraries={libraries} />
      )}
      {mistake !== undefined && (
        <p className="lab-mistake" role="alert">
          Choose at least one dataset.
        </p>
      )}
      {datasets.length > 0 && (
        <ol className="lab-datasets" aria-label="Chosen datasets">
          {datasets.map((dataset, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a name is typed in place, and must not lose the keyboard
            <ChosenDataset key={at} dataset={dataset} at={at} last={at === datasets.length - 1} />
          ))}
        </ol>
      )}
    </section>
  );
}
