import type { Direction } from './geometry.ts';
import type { ColouredBy, FoundPoint, MapAnswer, MapReady, MapRequest } from './map-protocol.ts';

type Listener = { readonly ready: (map: MapReady) => void; readonly found: (marks: Uint8Array | null) => void };

type Inside = { readonly points: Uint32Array; readonly soundIds: Uint32Array };

/** Our end of the thread that keeps the points. */
export function createPointFinder({ ready, found }: Listener) {
  const address = document.querySelector<HTMLMetaElement>('meta[name="map-worker"]')?.content ?? '';
  const worker = new Worker(new URL(address, document.baseURI), { type: 'module' });
  const points = new Map<number, (point: FoundPoint | null) => void>();
  const insides = new Map<number, (inside: Inside) => void>();
  let lastId = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<MapAnswer>) => {
    if (data.kind === 'ready') ready(data);
    else if (data.kind === 'found') found(data.marks);
    else if (data.kind === 'point') {
      points.get(data.id)?.(data.point);
      points.delete(data.id);
    } else {
      insides.get(data.id)?.(data);
      insides.delete(data.id);
    }
  });
  const send = (request: MapRequest, transfer: Transferable[] = []): void => worker.postMessage(request, transfer);
  const askPoint = (request: (id: number) => MapRequest): Promise<FoundPoint | null> =>
    new Promise((resolve) => {
      lastId += 1;
      points.set(lastId, resolve);
      send(request(lastId));
    });
  return {
    begin: (): void => send({ kind: 'begin' }),
    add: (bytes: ArrayBuffer): void => send({ kind: 'chunk', bytes }, [bytes]),
    finish: (): void => send({ kind: 'finish' }),
    hide: (by: ColouredBy, numbers: Uint8Array): void => send({ kind: 'hide', by, numbers }),
    restrict: (soundIds: Uint32Array | null): void => send({ kind: 'found', soundIds }),
    nearest: (x: number, y: number, reach: number) => askPoint((id) => ({ kind: 'nearest', id, x, y, reach })),
    next: (from: number, direction: Direction) => askPoint((id) => ({ kind: 'next', id, from, direction })),
    ofSound: (soundId: number) => askPoint((id) => ({ kind: 'sound', id, soundId })),
    inside: (corners: Float32Array): Promise<Inside> =>
      new Promise((resolve) => {
        lastId += 1;
        insides.set(lastId, resolve);
        send({ kind: 'inside', id: lastId, corners });
      }),
    end: (): void => worker.terminate(),
  };
}

export type PointFinder = ReturnType<typeof createPointFinder>;
