import './sound-table.css';
import { type DragEvent, memo, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { focusIds, useActions, useAppState } from '../../app/index.ts';
import { countWords } from '../../components/index.ts';
import { CellEditor } from '../edits/cell-editor.tsx';
import { type EditableColumn, editableText, isEditableColumn } from '../edits/state.ts';
import { SimilarBar } from '../similar/similar-bar.tsx';
import { type ColumnId, rowPixels, shownColumns, tableWidth, templateOf } from './column-layout.ts';
import { columns } from './columns.tsx';
import { EmptyTable } from './empty-table.tsx';
import { firstRowToShow, soundAt } from './result-pages.ts';
import { beginRowDrag } from './row-drag.ts';
import { countRows, hasRow } from './row-ranges.ts';
import {
  drawnRows,
  firstRowAt,
  mostDrawnRows,
  revealing,
  scrollHeight,
  scrollTopOf,
  type TableGeometry,
} from './row-window.ts';
import { SelectionMenu } from './selection-menu.tsx';
import { TableHead } from './table-head.tsx';
import { TableMenu } from './table-menu.tsx';
import { useLayout } from './use-layout.ts';
import { useRowDrop } from './use-row-drop.ts';

/** Of the head that stays above the rows. */
const HEAD_PIXELS = 28;
const BASE_ROWS = 1_000;

/** Custom properties, set past the content policy by the browser's own interface. */
const COLUMNS = '--columns' as string;
const TABLE_WIDTH = '--table-width' as string;
const ROW = '--row' as string;

const rowId = (row: number): string => `sound-${row}`;

type RowProps = {
  readonly row: number;
  readonly top: number;
  readonly sound: SoundRecord | undefined;
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly shown: readonly ColumnId[];
  readonly playing: boolean;
  readonly onDragOut: (event: DragEvent<HTMLElement>, sound: SoundRecord, part: null) => void;
  readonly onSelect: (row: number, how: 'only' | 'extend' | 'toggle') => void;
  readonly onDrag: (event: DragEvent) => void;
  /** The cell of this row that is being edited. */
  readonly editing: EditableColumn | null;
  readonly onEdit: (column: EditableColumn) => void;
};

const Row = memo(function Row({
  row,
  top,
  sound,
  selected,
  chosen,
  shown,
  playing,
  onDragOut,
  onDrag,
  onSelect,
  editing,
  onEdit,
}: RowProps) {
  return (
    <div
      className={`row${playing ? ' row-playing' : ''}${chosen ? ' row-chosen' : ''}`}
      data-row={row}
      role="row"
      id={rowId(row)}
      aria-rowindex={row + 2}
      aria-selected={selected}
      aria-busy={sound === undefined}
      style={{ transform: `translateY(${top}px)` }}
      draggable={sound !== undefined}
      onDragStart={(event) => {
        // With Alt a row stays in the window also where a desktop would take its file out at once.
        if (sound !== undefined && !event.altKey) onDragOut(event, sound, null);
        if (!event.isDefaultPrevented()) onDrag(event);
      }}
      onPointerUp={(event) => {
        // Pressed without being dragged away: then it alone is meant.
        if (event.button === 0 && selected && !event.shiftKey && !event.ctrlKey && !event.metaKey)
          onSelect(row, 'only');
      }}
      onPointerDown={(event) => {
        const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey;
        // What is selected stays until the button is let go: all of it may be dragged.
        if (event.button === 0 && !(selected && plain))
          onSelect(row, event.shiftKey ? 'extend' : plain ? 'only' : 'toggle');
        // With the other button: what is selected stays, so that the menu is for all of it.
        else if (event.button === 2 && !selected) onSelect(row, 'only');
      }}
    >
      {shown.map((id) => (
        <div
          key={id}
          className={`cell cell-${id}${columns[id].isNumber ? ' cell-number' : ''}`}
          role="gridcell"
          onDoubleClick={isEditableColumn(id) ? () => onEdit(id) : undefined}
        >
          {sound === undefined ? null : editing === id && isEditableColumn(id) ? (
            <CellEditor soundId={sound.id} column={id} name={columns[id].name} value={editableText(sound, id)} />
          ) : (
            columns[id].cell(sound)
          )}
        </div>
      ))}
    </div>
  );
});

/** How many rows are selected, where it is more than the one that is chosen. */
function SelectionCount() {
  const count = useAppState((state) => countRows(state.browser.selected));
  const all = useAppState((state) => state.browser.results?.count ?? 0);
  if (count <= 1) return null;
  return (
    <p className="selection-count">
      {count === all ? `All ${countWords(count)} of these` : `${countWords(count)} of ${countWords(all)}`} selected
    </p>
  );
}

/** All sounds found, however many: rows are drawn where they are in sight. */
export function SoundTable() {
  const { browser, edits, session } = useActions();
  const cell = useAppState((state) => state.edits.cell);
  const results = useAppState((state) => state.browser.results);
  const selection = useAppState((state) => state.browser.selection);
  const scrollTo = useAppState((state) => state.browser.scrollTo);
  const playingId = useAppState((state) => (state.player.playing ? state.player.sound?.id : undefined));
  const selected = useAppState((state) => state.browser.selected);
  const layout = useLayout();
  const rowHeight = useAppState((state) => state.browser.rowHeight);
  const isSimilar = useAppState((state) => state.similar.question !== null);
  const rowHeightPixels = rowPixels[rowHeight];
  const shown = useMemo(() => shownColumns(layout), [layout]);
  const scroller = useRef<HTMLDivElement>(null);
  const [viewportPixels, setViewportPixels] = useState(600);
  const [scrollTop, setScrollTop] = useState(0);
  const rowCount = results?.count ?? 0;
  const geometry: TableGeometry = { rowCount, rowPixels: rowHeightPixels, viewportPixels };
  const firstRow = firstRowAt(scrollTop, geometry);
  const shownRow =
    results === null ? firstRow : firstRowToShow(firstRow, viewportPixels / rowHeightPixels, rowCount, results.pages);
  const { first, end } = drawnRows(shownRow, geometry);
  const slots = mostDrawnRows(geometry);
  // Rows keep their place in the moving window, so that scrolling draws only those that come in; counted from near by,
  // because millions of pixels are beyond what a transform can hold exactly.
  const base = Math.floor(first / BASE_ROWS) * BASE_ROWS;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setViewportPixels(Math.max(HEAD_PIXELS, element.clientHeight - HEAD_PIXELS));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const goTo = useCallback((row: number, at: TableGeometry): void => {
    const element = scroller.current;
    if (element === null) return;
    element.scrollTop = scrollTopOf(row, at);
    setScrollTop(element.scrollTop);
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish to scroll moves the table
  useLayoutEffect(() => {
    if (scrollTo !== null) goTo(scrollTo.firstRow, geometry);
  }, [scrollTo]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the person's choice of another row moves the table
  useLayoutEffect(() => {
    if (selection === null) return;
    const revealed = revealing(Math.min(selection.row, rowCount - 1), firstRow, geometry);
    if (revealed !== firstRow) goTo(revealed, geometry);
  }, [selection?.sound?.id ?? selection?.row]);

  useEffect(() => {
    browser.setViewport(
      Math.floor(firstRow),
      Math.min(rowCount, Math.ceil(firstRow + viewportPixels / rowHeightPixels)),
      firstRow % 1,
    );
  }, [browser, firstRow, rowCount, viewportPixels, rowHeightPixels]);

  const select = browser.select;
  const drag = useCallback(
    (event: DragEvent) => beginRowDrag(event, Math.max(1, browser.selectedRows()?.count ?? 1)),
    [browser],
  );
  const { before: dropBefore, ...dropEvents } = useRowDrop(
    (pixels) => Math.min(rowCount, Math.max(0, firstRow + (pixels - HEAD_PIXELS) / rowHeightPixels)),
    rowHeightPixels,
  );
  const { pages } = results ?? {};
  // The chosen sound need not be among the results: then no row is.
  const there = pages && selection ? soundAt(pages, selection.row) : undefined;
  const isChosenThere = selection?.sound === null || there === undefined || there.id === selection?.sound?.id;
  const chosenRow = selection !== null && isChosenThere ? selection.row : -1;
  return (
    <section className={isSimilar ? 'table table-similar' : 'table'} aria-label="Sounds">
      <SimilarBar />
      <div
        className="table-scroll"
        id={focusIds.table}
        ref={scroller}
        role="grid"
        aria-label="Sounds"
        aria-rowcount={rowCount + 1}
        aria-colcount={shown.length}
        aria-multiselectable
        aria-activedescendant={chosenRow >= first && chosenRow < end ? rowId(chosenRow) : undefined}
        aria-busy={results === null}
        tabIndex={0}
        style={{
          [COLUMNS]: templateOf(layout),
          [TABLE_WIDTH]: `${tableWidth(layout)}px`,
          [ROW]: `${rowHeightPixels}px`,
        }}
        onContextMenu={(event) => {
          if (!(event.target instanceof Element)) return;
          event.preventDefault();
          if (event.target.closest('[data-row]') !== null) browser.openMenu({ x: event.clientX, y: event.clientY });
        }}
        {...dropEvents}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <TableHead />
        <div className="table-height" role="rowgroup" style={{ height: scrollHeight(geometry) }}>
          <div className="table-window" style={{ transform: `translateY(${(base - shownRow) * rowHeightPixels}px)` }}>
            {pages !== undefined &&
              Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index).map((row) => {
                const sound = soundAt(pages, row);
                return (
                  <Row
                    // A row that leaves gives its place to one that comes: nothing is made anew while a table scrolls.
                    key={row % slots}
                    row={row}
                    top={(row - base) * rowHeightPixels}
                    sound={sound}
                    selected={hasRow(selected, row)}
                    chosen={row === chosenRow}
                    shown={shown}
                    playing={sound !== undefined && sound.id === playingId}
                    onDragOut={session.dragOut}
                    onSelect={select}
                    onDrag={drag}
                    editing={sound !== undefined && cell?.soundId === sound.id ? cell.column : null}
                    onEdit={edits.beginCell}
                  />
                );
              })}
            {dropBefore !== null && (
              <div
                className="row-drop"
                aria-hidden="true"
                style={{ transform: `translateY(${(dropBefore - base) * rowHeightPixels - 1}px)` }}
              />
            )}
          </div>
        </div>
      </div>
      <TableMenu />
      <SelectionCount />
      <EmptyTable />
      <SelectionMenu />
    </section>
  );
}
