import { type DragEvent, useState } from 'react';
import { useActions } from '../../app/index.ts';
import { ROWS_KIND } from './row-drag.ts';

/** So near to the upper or lower edge the table scrolls under what is dragged, a row at each step. */
const EDGE_PIXELS = 28;

type RowDrop = {
  /** The row that what is dragged would stand before; `null` where nothing is dragged over. */
  readonly before: number | null;
  readonly onDragOver: (event: DragEvent<HTMLElement>) => void;
  readonly onDragLeave: (event: DragEvent<HTMLElement>) => void;
  readonly onDrop: (event: DragEvent<HTMLElement>) => void;
};

/**
 * Rows of a collection that are dragged to another place in it.
 *
 * @param rowAt the row below the head at so many pixels of the table, with its fraction
 */
export function useRowDrop(rowAt: (pixels: number) => number, rowPixels: number): RowDrop {
  const { collections } = useActions();
  const [before, setBefore] = useState<number | null>(null);
  const takes = ({ dataTransfer }: DragEvent): boolean =>
    dataTransfer.types.includes(ROWS_KIND) && collections.movable() !== null;
  return {
    before,
    onDragOver: (event) => {
      if (!takes(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'move';
      const { top, bottom } = event.currentTarget.getBoundingClientRect();
      if (event.clientY < top + 2 * EDGE_PIXELS) event.currentTarget.scrollTop -= rowPixels;
      else if (event.clientY > bottom - EDGE_PIXELS) event.currentTarget.scrollTop += rowPixels;
      setBefore(Math.round(rowAt(event.clientY - top)));
    },
    onDragLeave: (event) => {
      if (!(event.relatedTarget instanceof Node && event.currentTarget.contains(event.relatedTarget))) setBefore(null);
    },
    onDrop: (event) => {
      setBefore(null);
      if (before === null || !takes(event)) return;
      event.preventDefault();
      void collections.moveRowsTo(before);
    },
  };
}
