import type { DrawAnswer, DrawRequest, Sight } from './draw-protocol.ts';
import type { Look } from './paint-points.ts';

/** Our end of the thread that draws the points. Messages are taken in their order. */
export type PointDrawer = {
  readonly setSize: (width: number, height: number) => void;
  /** They are copied: the window keeps its own. */
  readonly setPoints: (places: Float32Array, facts: Uint8Array) => void;
  /** Which points stand out: 1 each; `null`: all alike. */
  readonly setMarks: (marks: Uint8Array | null) => void;
  readonly setLook: (look: Look) => void;
  /** Some numbers go over; nothing of the window waits for the drawing. */
  readonly draw: (sight: Sight) => void;
  readonly end: () => void;
};

/**
 * @param canvas one that nobody drew on yet: it is given away for good
 * @param onPainter by what it draws, once that is known
 */
export function createPointDrawer(
  canvas: HTMLCanvasElement,
  onPainter: (painter: DrawAnswer['painter']) => void,
): PointDrawer {
  const address = document.querySelector<HTMLMetaElement>('meta[name="draw-worker"]')?.content ?? '';
  const worker = new Worker(new URL(address, document.baseURI), { type: 'module' });
  const send = (request: DrawRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer);
  worker.addEventListener('message', ({ data }: MessageEvent<DrawAnswer>) => onPainter(data.painter));
  const given = canvas.transferControlToOffscreen();
  send({ kind: 'canvas', canvas: given }, [given]);
  return {
    setSize: (width, height) => send({ kind: 'size', width, height }),
    setPoints: (places, facts) => send({ kind: 'points', places, facts }),
    setMarks: (marks) => send({ kind: 'marks', marks }),
    setLook: (look) => send({ kind: 'look', look }),
    draw: (sight) => send({ kind: 'draw', sight }),
    end: () => worker.terminate(),
  };
}
