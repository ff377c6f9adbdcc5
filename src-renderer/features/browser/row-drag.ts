import type { DragEvent } from 'react';
import { countOf } from '../../components/index.ts';

/** What rows of the table are called while they are dragged inside of the window; which ones, the selection says. */
export const ROWS_KIND = 'application/x-sonotheque-rows';

/** Begins to drag the selected rows, with their number at the pointer. */
export function beginRowDrag(event: DragEvent, count: number): void {
  const { dataTransfer } = event;
  dataTransfer.setData(ROWS_KIND, String(count));
  dataTransfer.effectAllowed = 'copyMove';
  const sign = document.createElement('div');
  sign.className = 'drag-sign';
  sign.textContent = countOf(count, 'sound');
  document.body.append(sign);
  dataTransfer.setDragImage(sign, -12, 8);
  // The browser has taken its picture by the next frame.
  requestAnimationFrame(() => sign.remove());
}
