import './label-lists.css';
import { useEffect, useRef, useState } from 'react';
import type { ListPlan, ListRow } from '../../../src-shared/contract/label-lists.ts';
import {
  idleKinds,
  kindWords,
  type ListRowKind,
  listRowKinds,
  takenKinds,
} from '../../../src-shared/label-lists/index.ts';
import { failureOf, useActions, useAppState } from '../../app/index.ts';
import { countOf, countWords, Dialogue, FileName, KindFilter, ListFile, nameOfPath } from '../../components/index.ts';
import type { RowPage } from './actions.ts';

const PAGE = 100;
const TYPING_PAUSE_MILLISECONDS = 150;

const isLeft = (kind: ListRowKind): boolean => !takenKinds.includes(kind) && !idleKinds.includes(kind);
const signOf = (kind: ListRowKind): string => (takenKinds.includes(kind) ? 'taken' : isLeft(kind) ? 'left' : 'idle');

function Row({ row }: { readonly row: ListRow }) {
  return (
    <li className="list-row">
      <span className="list-line">{row.line}</span>
      <span className={`list-sign list-${signOf(row.kind)}`} aria-hidden="true" />
      <span className="list-name" title={row.path}>
        {row.path === '' ? <span className="field-name">no path</span> : <FileName name={nameOfPath(row.path)} />}
      </span>
      <span className="list-becomes">{row.becomes ?? row.written}</span>
      <span className="list-reason">{row.reason ?? kindWords[row.kind]}</span>
    </li>
  );
}

/** The lines of a plan, those that are asked for. */
function Rows({
  plan,
  kinds,
  text,
}: {
  readonly plan: ListPlan;
  readonly kinds: readonly ListRowKind[];
  readonly text: string;
}) {
  const { labelLists } = useActions();
  const [page, setPage] = useState<RowPage | null>(null);
  const [failure, setFailure] = useState('');
  const asked = JSON.stringify([plan.id, kinds, text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` is all that the question is made of
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(() => {
      labelLists.rows(kinds, text, 0, PAGE).then(
        (found) => {
          if (isLate) return;
          setPage(found);
          setFailure('');
        },
        (thrown: unknown) => {
          if (!isLate) setFailure(failureOf(thrown).message);
        },
      );
    }, TYPING_PAUSE_MILLISECONDS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [labelLists, asked]);

  async function showMore(): Promise<void> {
    if (page === null) return;
    const more = await labelLists.rows(kinds, text, page.rows.length, PAGE);
    setPage({ ...more, rows: [...page.rows, ...more.rows] });
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <div className="list-rows" role="region" aria-label="Lines" aria-busy={page === null} tabIndex={0}>
      {failure !== '' && <p className="replace-failure">{failure}</p>}
      {page?.total === 0 && <p className="replace-count">No line of the list is like that.</p>}
      <ul>
        {page?.rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </ul>
      {page !== null && page.rows.length < page.total && (
        <button type="button" className="button" onClick={() => void showMore()}>
          Show more of {countWords(page.total)}
        </button>
      )}
    </div>
  );
}

function Plan({ plan }: { readonly plan: ListPlan }) {
  const [kinds, setKinds] = useState<readonly ListRowKind[]>([]);
  const [text, setText] = useState('');
  const { columns } = plan;
  return (
    <>
      <p className="replace-count">
        {countOf(plan.rows, 'line')} in {plan.name} ({columns.form}).
        {columns.unused.length > 0 && ` Columns left alone: ${columns.unused.join(', ')}.`}
      </p>
      {plan.warnings.map((warning) => (
        <p key={warning} className="list-warning">
          {warning}
        </p>
      ))}
      <KindFilter
        kinds={listRowKinds
          .filter((kind) => plan.counts[kind] > 0)
          .map((name) => ({ name, count: plan.counts[name], sign: signOf(name), words: kindWords[name] }))}
        chosen={kinds}
        onChange={setKinds}
      />
      <input
        className="field"
        aria-label="Find in the lines"
        placeholder="Find in the lines"
        value={text}
        spellCheck={false}
        onChange={(event) => setText(event.target.value)}
      />
      <Rows plan={plan} kinds={kinds} text={text} />
    </>
  );
}

/** Labels out of a list, after a look at what they would do. */
export function ImportLabels() {
  const { shell, labelLists } = useActions();
  const { list, reading, plan, applying, failure, soundsFolder } = useAppState((state) => state.labelLists);
  const picker = useRef<HTMLInputElement>(null);
  const [folder, setFolder] = useState(soundsFolder);
  const choose = (): void => picker.current?.click();
  const taken = plan === null ? 0 : plan.sounds;
  return (
    <Dialogue title="Import labels" onClose={shell.closeDialogue} wide>
      <ListFile picker={picker} label="A list of labels" read={(file) => void labelLists.read(file)} />
      {list === null && !reading && (
        <p className="replace-count">
          A list is a CSV or TSV file or an .xlsx workbook whose first line names the columns: path, and category or
          cat_id. What it would do is shown before anything is done, and what a person said is never overwritten.
        </p>
      )}
      {list !== null && (
        <form
          className="list-folder"
          onSubmit={(event) => {
            event.preventDefault();
            void labelLists.beginAt(folder.trim());
          }}
        >
          <label htmlFor="list-folder" className="field-name">
            Relative paths begin in
          </label>
          <input
            id="list-folder"
            className="field"
            value={folder}
            spellCheck={false}
            autoComplete="off"
            placeholder="Any library, or any folder whose paths end alike"
            onChange={(event) => setFolder(event.target.value)}
            onBlur={() => void labelLists.beginAt(folder.trim())}
          />
        </form>
      )}
      <p className={failure === null ? 'only-read' : 'replace-failure'} role="status">
        {failure !== null
          ? `${failure.message} ${failure.nextStep ?? ''}`
          : reading
            ? 'Reading the list.'
            : plan !== null && `${countOf(taken, 'sound')} would be labelled.`}
      </p>
      {reading && plan === null && <div className="list-wait" aria-busy="true" />}
      {plan !== null && <Plan key={plan.name} plan={plan} />}
      <footer className="dialogue-foot">
        <button type="button" className={plan === null ? 'button button-main' : 'button'} onClick={choose}>
          {list === null ? 'Choose a list' : 'Choose another list'}
        </button>
        {plan !== null && (
          <button
            type="button"
            className="button button-main"
            disabled={taken === 0 || applying || reading}
            onClick={() => void labelLists.apply()}
          >
            {applying ? 'Labelling…' : `Label ${countOf(taken, 'sound')}`}
          </button>
        )}
      </footer>
    </Dialogue>
  );
}
