/** Thread entry: draws the points of the map, so that the window never waits for the graphics of a million of them. */
import type { DrawAnswer, DrawRequest, Sight } from './draw-protocol.ts';
import { createPainter, type Painter } from './paint-points.ts';

let canvas: OffscreenCanvas | null = null;
let painter: Painter | null = null;
let waiting: Sight | null = null;

/** The newest sight alone is drawn, however many came since the last frame. */
function drawSoon(sight: Sight): void {
  const isAwaited = waiting !== null;
  waiting = sight;
  if (isAwaited) return;
  requestAnimationFrame(() => {
    const newest = waiting;
    waiting = null;
    if (newest !== null) painter?.draw(newest.view, newest.area, newest.zoom, newest.isMoving);
  });
}

function take(request: DrawRequest): void {
  switch (request.kind) {
    case 'canvas': {
      canvas = request.canvas;
      painter = createPainter(canvas);
      const answer: DrawAnswer = { kind: 'painter', painter: painter?.kind ?? 'none' };
      // biome-ignore lint/suspicious/noExplicitAny: the worker's own scope has no type beside that of a window here
      (globalThis as any).postMessage(answer);
      return;
    }
    case 'size':
      if (canvas === null) return;
      canvas.width = request.width;
      canvas.height = request.height;
      return;
    case 'points':
      painter?.setPoints(request.places, request.facts);
      return;
    case 'marks':
      painter?.setMarks(request.marks);
      return;
    case 'look':
      painter?.setLook(request.look);
      return;
    case 'draw':
      drawSoon(request.sight);
  }
}

globalThis.addEventListener('message', (event) => take((event as MessageEvent<DrawRequest>).data));
