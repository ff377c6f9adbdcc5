import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { type ColumnId, moveColumn, pixelsOf, resizeColumn, shownColumns, stepColumn } from './column-layout.ts';
import { columns } from './columns.tsx';
import { fittingPixels } from './fitting-width.ts';
import { useLayout } from './use-layout.ts';

/** Further than a hand trembles. */
const DRAG_PIXELS = 5;
const KEY_PIXELS = 12;

type Drag = { readonly id: ColumnId; readonly fromX: number; readonly moving: boolean; readonly over: ColumnId };

const columnAt = (x: number, y: number): ColumnId | undefined =>
  document
    .elementsFromPoint(x, y)
    .map((element) => element.closest<HTMLElement>('[data-column]')?.dataset.column as ColumnId | undefined)
    .find((id) => id !== undefined);

/** Names of the columns: sorts on a press, moves by dragging or Ctrl and arrows, resizes at its edge or by Shift and arrows. */
export function TableHead() {
  const { browser } = useActions();
  const layout = useLayout();
  const sort = useAppState((state) => (state.similar.question === null ? state.browser.query.sort : null));
  const [drag, setDrag] = useState<Drag | null>(null);
  const resizing = useRef<{ readonly id: ColumnId; readonly fromX: number; readonly pixels: number } | null>(null);

  function steer(event: KeyboardEvent, id: ColumnId): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : null;
    if (step === null) return;
    if (event.shiftKey) browser.arrange(resizeColumn(layout, id, pixelsOf(layout, id) + step * KEY_PIXELS));
    else if (event.ctrlKey || event.metaKey) browser.arrange(stepColumn(layout, id, step));
    else return;
    event.preventDefault();
  }

  function beginDrag(event: PointerEvent, id: ColumnId): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrag({ id, fromX: event.clientX, moving: false, over: id });
  }

  function followDrag(event: PointerEvent): void {
    if (drag === null) return;
    const moving = drag.moving || Math.abs(event.clientX - drag.fromX) > DRAG_PIXELS;
    if (moving) setDrag({ ...drag, moving, over: columnAt(event.clientX, event.clientY) ?? drag.over });
  }

  function endDrag(id: ColumnId): void {
    if (drag === null) return;
    const { sortBy } = columns[id];
    if (drag.moving) browser.arrange(moveColumn(layout, drag.id, drag.over));
    else if (sortBy !== null) browser.sortBy(sortBy);
    setDrag(null);
  }

  function beginResize(event: PointerEvent, id: ColumnId): void {
    event.stopPropagation();
    event.currentTarget.setPointerCapture(event.pointerId);
    const width = event.currentTarget.parentElement?.getBoundingClientRect().width;
    resizing.current = { id, fromX: event.clientX, pixels: width ?? pixelsOf(layout, id) };
  }

  function followResize(event: PointerEvent): void {
    const from = resizing.current;
    if (from !== null) browser.arrange(resizeColumn(layout, from.id, from.pixels + event.clientX - from.fromX));
  }

  return (
    <div className="table-head" role="rowgroup">
      <div className="row head-row" role="row" aria-rowindex={1}>
        {shownColumns(layout).map((id) => {
          const { title, name, sortBy, isNumber } = columns[id];
          const sorted = sortBy !== null && sort?.by === sortBy;
          const target = drag?.moving === true && drag.over === id && drag.id !== id;
          return (
            <div
              key={id}
              data-column={id}
              className={`cell cell-${id}${isNumber ? ' cell-number' : ''}${target ? ' cell-target' : ''}`}
              role="columnheader"
              aria-sort={sorted ? (sort?.descending ? 'descending' : 'ascending') : undefined}
            >
              <button
                type="button"
                className={drag?.moving === true && drag.id === id ? 'head-moving' : ''}
                title={`${sortBy === null ? name : `Sort by ${name.toLowerCase()}`} · Ctrl+arrow moves, Shift+arrow resizes`}
                onPointerDown={(event) => beginDrag(event, id)}
                onPointerMove={followDrag}
                onPointerUp={() => endDrag(id)}
                onPointerCancel={() => setDrag(null)}
                onClick={(event) => {
                  // Of the keyboard or a screen reader; the pointer has sorted already.
                  if (event.detail === 0 && sortBy !== null) browser.sortBy(sortBy);
                }}
                onKeyDown={(event) => steer(event, id)}
              >
                {title}
                <span className="sort-sign" aria-hidden="true">
                  {sorted ? (sort?.descending ? '↓' : '↑') : ''}
                </span>
              </button>
              <span
                className="head-edge"
                aria-hidden="true"
                onPointerDown={(event) => beginResize(event, id)}
                onPointerMove={followResize}
                onPointerUp={() => {
                  resizing.current = null;
                }}
                onDoubleClick={(event) => {
                  const table = event.currentTarget.closest('.table');
                  if (table !== null) browser.arrange(resizeColumn(layout, id, fittingPixels(table, id)));
                }}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}
