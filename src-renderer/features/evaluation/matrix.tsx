import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import {
  cellWords,
  confusionOfSounds,
  MATRIX_CELL,
  matrixFigure,
  matrixPlace,
} from '../../../src-shared/figures/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { Choice, FigureView, Icon } from '../../components/index.ts';
import { datasetWords } from './actions.ts';
import type { ShownEvaluation } from './state.ts';

const MOST_LISTED = 12;

/** Who was taken for whom. Arrow keys walk from cell to cell, with Shift to the next that isn't empty; Enter opens its sounds. */
export function Matrix({ shown }: { readonly shown: ShownEvaluation }) {
  const { evaluation: actions } = useActions();
  const view = useAppState((state) => state.evaluation.matrix);
  const { dataset, order, shareOf, zoom } = view;
  const { evaluation } = shown;
  const table = useMemo(() => confusionOfSounds(evaluation, dataset, order), [evaluation, dataset, order]);
  const figure = useMemo(() => matrixFigure(table, 'Confusion matrix', shareOf), [table, shareOf]);
  const row = Math.min(view.row, table.rows.length - 1);
  const column = Math.min(view.column, table.columns.length - 1);
  const place = matrixPlace(row, column);
  const cursor = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);

  useEffect(() => {
    // Nothing moves before somebody walks there.
    if (document.activeElement === frame.current && row >= 0 && column >= 0)
      cursor.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [row, column]);

  function go(down: number, right: number, toNext: boolean): void {
    const isIn = (r: number, c: number) => r >= 0 && c >= 0 && r < table.rows.length && c < table.columns.length;
    let [r, c] = [row + down, column + right];
    if (toNext) {
      const filled = new Set(table.cells.map((cell) => `${cell.row} ${cell.column}`));
      while (isIn(r, c) && !filled.has(`${r} ${c}`)) [r, c] = [r + down, c + right];
    }
    if (isIn(r, c)) actions.lookAt({ row: r, column: c });
  }

  function steer(event: KeyboardEvent): void {
    const steps: { readonly [key: string]: readonly [number, number] } = {
      ArrowDown: [1, 0],
      ArrowUp: [-1, 0],
      ArrowRight: [0, 1],
      ArrowLeft: [0, -1],
    };
    const step = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) go(step[0], step[1], event.shiftKey);
    else if (event.key === 'Home') actions.lookAt({ row, column: 0 });
    else if (event.key === 'End') actions.lookAt({ row, column: table.columns.length - 1 });
    else if (event.key === 'PageUp') actions.lookAt({ row: Math.max(0, row - 10), column });
    else if (event.key === 'PageDown') actions.lookAt({ row: Math.min(table.rows.length - 1, row + 10), column });
    else if (event.key === '+') actions.zoom(1);
    else if (event.key === '-') actions.zoom(-1);
    else if (event.key === 'Enter') actions.openCell(row, column);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  const words = cellWords(table, row, column);
  return (
    <section className="evaluation-part" aria-labelledby="evaluation-matrix">
      <div className="evaluation-part-head">
        <h2 id="evaluation-matrix">Taken for</h2>
        <label className="evaluation-inline">
          <span>Of</span>
          <select
            className="field"
            value={dataset ?? ''}
            onChange={(event) => actions.lookAt({ dataset: event.target.value || null, row: 0, column: 0 })}
          >
            <option value="">{datasetWords(null)}</option>
            {evaluation.datasets.map((name) => (
              <option key={name} value={name}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Choice
          name="Order"
          value={order}
          options={[
            { value: 'confused', words: 'Confused side by side' },
            { value: 'name', words: 'By name' },
          ]}
          onChange={(next) => actions.lookAt({ order: next, row: 0, column: 0 })}
        />
        <Choice
          name="Strength"
          value={shareOf}
          options={[
            { value: 'row', words: 'Share of the row' },
            { value: 'column', words: 'Share of the column' },
          ]}
          onChange={(next) => actions.lookAt({ shareOf: next })}
        />
        <span className="evaluation-space" />
        <button type="button" className="icon-button" aria-label="Smaller" onClick={() => actions.zoom(-1)}>
          −
        </button>
        <button type="button" className="icon-button" aria-label="Larger" onClick={() => actions.zoom(1)}>
          +
        </button>
      </div>
      <p className="evaluation-quiet">
        Sounds by the majority of their frames’ nearest neighbours: a row what they are, a column what they were taken
        for. Arrow keys walk, with Shift to the next filled cell; Enter or a click opens the sounds.
      </p>
      <p className="evaluation-cell">{words}</p>
      <div className="evaluation-beside">
        <div
          ref={frame}
          className="evaluation-matrix"
          role="grid"
          aria-label="Confusion matrix"
          aria-rowcount={table.rows.length}
          aria-colcount={table.columns.length}
          aria-activedescendant="evaluation-active-cell"
          tabIndex={0}
          onKeyDown={steer}
          onClick={(event) => {
            const box = event.currentTarget.querySelector('svg')?.getBoundingClientRect();
            if (!box) return;
            const origin = matrixPlace(0, 0);
            const c = Math.floor(((event.clientX - box.left) / zoom - origin.x) / MATRIX_CELL);
            const r = Math.floor(((event.clientY - box.top) / zoom - origin.y) / MATRIX_CELL);
            if (r < 0 || c < 0 || r >= table.rows.length || c >= table.columns.length) return;
            actions.lookAt({ row: r, column: c });
            if (table.cells.some((cell) => cell.row === r && cell.column === c)) actions.openCell(r, c);
          }}
        >
          <FigureView figure={figure} zoom={zoom} isHidden />
          <div role="row" aria-rowindex={row + 1}>
            <div
              ref={cursor}
              id="evaluation-active-cell"
              className="evaluation-cursor"
              role="gridcell"
              tabIndex={-1}
              aria-colindex={column + 1}
              aria-selected="true"
              style={{
                left: place.x * zoom,
                top: place.y * zoom,
                width: (MATRIX_CELL - 1) * zoom,
                height: (MATRIX_CELL - 1) * zoom,
              }}
            >
              <span className="only-read">{words}</span>
            </div>
          </div>
        </div>
        <MostConfused table={table} />
      </div>
    </section>
  );
}

function MostConfused({ table }: { readonly table: ReturnType<typeof confusionOfSounds> }) {
  const { evaluation: actions } = useActions();
  const most = table.cells
    .filter(({ row, column }) => table.rows[row] !== table.columns[column])
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_LISTED);
  if (most.length === 0) return null;
  return (
    <section className="evaluation-most" aria-labelledby="evaluation-most">
      <h3 id="evaluation-most">Most confused</h3>
      <ul>
        {most.map(({ row, column, count }) => (
          <li key={`${row} ${column}`}>
            <button type="button" className="evaluation-confused" onClick={() => actions.openCell(row, column)}>
              <span>
                {table.rows[row]} <Icon name="forward" /> {table.columns[column]}
              </span>
              <span className="evaluation-quiet">
                {count} of {table.rowTotals[row]}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
