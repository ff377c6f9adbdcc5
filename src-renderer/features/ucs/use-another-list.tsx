import '../label-lists/label-lists.css';
import './ucs.css';
import { useMemo, useRef, useState } from 'react';
import type { UcsPlan } from '../../../src-shared/contract/ucs.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Dialogue, KindFilter, ListFile, RowList, Switch } from '../../components/index.ts';
import {
  isEmptyPlan,
  kindWords,
  type PlanRow,
  type PlanRowKind,
  planRowKinds,
  planRows,
  rowsShown,
} from './plan-rows.ts';

const ROW_PIXELS = 28;

/** As lists of labels mark it: what labels follow, what they are left behind by, and what touches none. */
const signs: { readonly [Kind in PlanRowKind]: 'taken' | 'left' | 'idle' } = {
  new: 'idle',
  renamed: 'taken',
  moved: 'taken',
  gone: 'left',
  'category-renamed': 'taken',
  'category-gone': 'left',
  reworded: 'idle',
  unheard: 'idle',
  'left-alone': 'left',
};

function Row({ row }: { readonly row: PlanRow }) {
  const { kind, name, stood, becomes, labels } = row;
  return (
    <div className="ucs-row" title={[kindWords(kind), name, stood, becomes].filter(Boolean).join(' · ')}>
      <span className={`list-sign list-${signs[kind]}`} aria-hidden="true" />
      <span className="ucs-name">{name}</span>
      <span className="only-read">{kindWords(kind)}</span>
      {stood !== '' && <span>{stood}</span>}
      <span className={`${stood === '' ? 'ucs-long' : ''} ${signs[kind] === 'taken' ? '' : 'ucs-quiet'}`}>
        {signs[kind] === 'taken' && <span className="ucs-arrow">→ </span>}
        {becomes}
      </span>
      <span className="ucs-labels">{labels > 0 && countOf(labels, 'label')}</span>
    </div>
  );
}

function Plan({ plan }: { readonly plan: UcsPlan }) {
  const [kinds, setKinds] = useState<readonly PlanRowKind[]>([]);
  const [text, setText] = useState('');
  const rows = useMemo(() => planRows(plan), [plan]);
  const shown = useMemo(() => rowsShown(rows, kinds, text), [rows, kinds, text]);
  const counts = useMemo(() => Map.groupBy(rows, ({ kind }) => kind), [rows]);
  if (rows.length === 0) return null;
  return (
    <>
      <KindFilter
        className="list-kinds ucs-kinds"
        kinds={planRowKinds
          .filter((kind) => counts.has(kind))
          .map((name) => {
            const count = counts.get(name)?.length ?? 0;
            return { name, count, sign: signs[name], words: kindWords(name, count) };
          })}
        chosen={kinds}
        onChange={setKinds}
      />
      <input
        className="field"
        aria-label="Find in the plan"
        placeholder="Find in the plan"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <RowList
        label="Changes"
        count={shown.length}
        rowPixels={ROW_PIXELS}
        emptyWords="Nothing in the plan is like that."
        row={(place) => {
          const row = shown[place];
          return row !== undefined && <Row row={row} />;
        }}
      />
    </>
  );
}

function planWords(plan: UcsPlan, mapLabels: boolean): string {
  const { from, to, labelsMapped, labelsKept } = plan;
  if (isEmptyPlan(plan)) return `Nothing would change: this is UCS ${from.version} as it is in force.`;
  const size = (list: UcsPlan['from']): string =>
    `UCS ${list.version} (${countOf(list.subcategories, 'CatID')} in ${countOf(list.categories, 'category', 'categories')})`;
  const mapped =
    labelsMapped === 0
      ? ''
      : mapLabels
        ? ` ${countOf(labelsMapped, 'label is', 'labels are')} brought along.`
        : ` ${countOf(labelsMapped, 'label keeps its', 'labels keep their')} former name.`;
  const stay =
    labelsKept === 0
      ? ''
      : ` ${countOf(labelsKept, 'label stays as it is', 'labels stay as they are')}, not in this list.`;
  const untouched = labelsMapped + labelsKept === 0 ? ' No label is touched.' : '';
  return `${size(from)} → ${size(to)}.${mapped}${stay}${untouched}`;
}

/** Another UCS list, after a look at what it would do. */
export function UseAnotherList() {
  const { ucs } = useActions();
  const { source, reading, plan, applying, failure, mapLabels } = useAppState((state) => state.ucs);
  const picker = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const isShipped = source === 'shipped';
  const isEmpty = plan === null || isEmptyPlan(plan);
  function callIt(): void {
    const version = typed?.trim() ?? '';
    if (version !== '') void ucs.callIt(version);
    setTyped(null);
  }
  return (
    <Dialogue
      title={isShipped ? 'Go back to the UCS list of Sonotheque' : 'Use another UCS list'}
      onClose={ucs.close}
      wide
    >
      <ListFile picker={picker} label="A UCS list" read={(file) => void ucs.read(file)} />
      {source === null && !reading && (
        <p className="replace-count">
          A UCS list is the official workbook (.xlsx), or a CSV or TSV file with the columns Category, SubCategory and
          CatID. What it would do is shown before anything changes; labels are brought along, and one undo takes all
          back.
        </p>
      )}
      {plan !== null && !isShipped && (
        <form
          className="list-folder"
          onSubmit={(event) => {
            event.preventDefault();
            callIt();
          }}
        >
          <label htmlFor="ucs-version" className="field-name">
            {plan.name} is version
          </label>
          <input
            id="ucs-version"
            className="field ucs-version"
            value={typed ?? plan.to.version}
            maxLength={40}
            spellCheck={false}
            autoComplete="off"
            onChange={(event) => setTyped(event.target.value)}
            onBlur={callIt}
          />
        </form>
      )}
      <p className={failure === null ? 'ucs-sum' : 'replace-failure'} role="status">
        {failure !== null
          ? `${failure.message} ${failure.nextStep ?? ''}`
          : plan !== null
            ? planWords(plan, mapLabels)
            : reading && 'Reading the list.'}
      </p>
      {plan !== null && plan.labelsMapped > 0 && (
        <Switch on={mapLabels} onChange={ucs.setMapLabels} disabled={applying}>
          Bring labels along to their new names
        </Switch>
      )}
      {reading && plan === null && <div className="list-wait" aria-busy="true" />}
      {plan !== null && <Plan key={plan.name} plan={plan} />}
      <footer className="dialogue-foot">
        {!isShipped && (
          <button
            type="button"
            className={plan === null ? 'button button-main' : 'button'}
            disabled={applying}
            // biome-ignore lint/a11y/noAutofocus: the dialogue was opened to choose a list
            autoFocus={plan === null}
            onClick={() => picker.current?.click()}
          >
            {source === null ? 'Choose a list' : 'Choose another list'}
          </button>
        )}
        {plan !== null && (
          <button
            type="button"
            className="button button-main"
            disabled={isEmpty || applying || reading}
            onClick={() => void ucs.apply()}
          >
            {applying ? 'Bringing labels along…' : `Use UCS ${plan.to.version}`}
          </button>
        )}
      </footer>
    </Dialogue>
  );
}
