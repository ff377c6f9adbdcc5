import './sound-table.css';
import { memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { focusIds, useActions, useAppState } from '../../app/index.ts';
import { columns } from './columns.tsx';
import { EmptyTable } from './empty-table.tsx';
import { soundAt } from './result-pages.ts';
import { drawnRows, firstRowAt, revealing, scrollHeight, scrollTopOf, type TableGeometry } from './row-window.ts';

/** Of a row, and of the head that stays above them. */
const ROW_PIXELS = 28;
const BASE_ROWS = 1_000;

const rowId = (row: number): string => `sound-${row}`;

type RowProps = {
  readonly row: number;
  readonly top: number;
  readonly sound: SoundRecord | undefined;
  readonly selected: boolean;
  readonly playing: boolean;
  readonly onSelect: (row: number) => void;
};

const Row = memo(function Row({ row, top, sound, selected, playing, onSelect }: RowProps) {
  return (
    <div
      className={`row${playing ? ' row-playing' : ''}`}
      role="row"
      id={rowId(row)}
      aria-rowindex={row + 2}
      aria-selected={selected}
      aria-busy={sound === undefined}
      style={{ transform: `translateY(${top}px)` }}
      onPointerDown={(event) => {
        if (event.button === 0) onSelect(row);
      }}
    >
      {columns.map(({ id, isNumber, cell }) => (
        <div key={id} className={`cell cell-${id}${isNumber ? ' cell-number' : ''}`} role="gridcell">
          {sound === undefined ? null : cell(sound)}
        </div>
      ))}
    </div>
  );
});

/** All sounds found, however many: rows are drawn where they are in sight. */
export function SoundTable() {
  const { browser } = useActions();
  const results = useAppState((state) => state.browser.results);
  const selection = useAppState((state) => state.browser.selection);
  const scrollTo = useAppState((state) => state.browser.scrollTo);
  const sort = useAppState((state) => state.browser.sort);
  const playingId = useAppState((state) => (state.player.playing ? state.player.sound?.id : undefined));
  const scroller = useRef<HTMLDivElement>(null);
  const [viewportPixels, setViewportPixels] = useState(600);
  const [scrollTop, setScrollTop] = useState(0);
  const rowCount = results?.count ?? 0;
  const geometry: TableGeometry = { rowCount, rowPixels: ROW_PIXELS, viewportPixels };
  const firstRow = firstRowAt(scrollTop, geometry);
  const { first, end } = drawnRows(firstRow, geometry);
  // Rows keep their place in the moving window, so that scrolling draws only those that come in; counted from near by,
  // because millions of pixels are beyond what a transform can hold exactly.
  const base = Math.floor(first / BASE_ROWS) * BASE_ROWS;

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setViewportPixels(Math.max(ROW_PIXELS, element.clientHeight - ROW_PIXELS));
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
      Math.min(rowCount, Math.ceil(firstRow + viewportPixels / ROW_PIXELS)),
      firstRow % 1,
    );
  }, [browser, firstRow, rowCount, viewportPixels]);

  const select = useCallback((row: number) => browser.select(row), [browser]);
  const { pages } = results ?? {};
  // The chosen sound need not be among the results: then no row is selected.
  const there = pages && selection ? soundAt(pages, selection.row) : undefined;
  const isChosenThere = selection?.sound === null || there === undefined || there.id === selection?.sound?.id;
  const selectedRow = selection !== null && isChosenThere ? selection.row : -1;
  return (
    <section className="table" aria-label="Sounds">
      <div
        className="table-scroll"
        id={focusIds.table}
        ref={scroller}
        role="grid"
        aria-label="Sounds"
        aria-rowcount={rowCount + 1}
        aria-colcount={columns.length}
        aria-activedescendant={selectedRow >= first && selectedRow < end ? rowId(selectedRow) : undefined}
        aria-busy={results === null}
        tabIndex={0}
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <div className="table-head" role="rowgroup">
          <div className="row head-row" role="row" aria-rowindex={1}>
            {columns.map(({ id, title, sortBy, isNumber }) => {
              const sorted = sortBy !== null && sort.by === sortBy;
              return (
                <div
                  key={id}
                  className={`cell cell-${id}${isNumber ? ' cell-number' : ''}`}
                  role="columnheader"
                  aria-sort={sorted ? (sort.descending ? 'descending' : 'ascending') : undefined}
                >
                  {sortBy === null ? (
                    <span>{title}</span>
                  ) : (
                    <button
                      type="button"
                      title={`Sort by ${title.toLowerCase()}`}
                      onClick={() => browser.sortBy(sortBy)}
                    >
                      {title}
                      <span className="sort-sign" aria-hidden="true">
                        {sorted ? (sort.descending ? '↓' : '↑') : ''}
                      </span>
                    </button>
                  )}
                </div>
              );
            })}
          </div>
        </div>
        <div className="table-height" role="rowgroup" style={{ height: scrollHeight(geometry) }}>
          <div className="table-window" style={{ transform: `translateY(${(base - firstRow) * ROW_PIXELS}px)` }}>
            {pages !== undefined &&
              Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index).map((row) => {
                const sound = soundAt(pages, row);
                return (
                  <Row
                    key={row}
                    row={row}
                    top={(row - base) * ROW_PIXELS}
                    sound={sound}
                    selected={row === selectedRow}
                    playing={sound !== undefined && sound.id === playingId}
                    onSelect={select}
                  />
                );
              })}
          </div>
        </div>
      </div>
      <EmptyTable />
    </section>
  );
}
