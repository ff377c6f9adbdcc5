/** Thread entry: keeps the points of the map and finds them, so that the window never waits for a million of them. */
import { type MapPoints, readPoints } from '../../../src-shared/projections/index.ts';
import type { MapAnswer, MapRequest } from './map-protocol.ts';
import { PointGrid } from './point-grid.ts';

let chunks: MapPoints[] = [];
let all: MapPoints | null = null;
let grid: PointGrid | null = null;
/** By category, then by library. */
let hidden: { readonly by: 'categories' | 'libraries' | 'certainties'; readonly numbers: Uint8Array } | null = null;
/** 0: not among what is searched for. */
let found: Uint8Array | null = null;

const answer = (message: MapAnswer, transfer: Transferable[] = []): void =>
  // biome-ignore lint/suspicious/noExplicitAny: the worker's own scope has no type beside that of a window here
  (globalThis as any).postMessage(message, transfer);

const isSeen = (point: number): boolean =>
  (found === null || found[point] === 1) &&
  (hidden === null || all === null || hidden.numbers[all[hidden.by][point] as number] === 0);

function joined(parts: readonly MapPoints[]): MapPoints {
  const count = parts.reduce((sum, { soundIds }) => sum + soundIds.length, 0);
  const whole: MapPoints = {
    soundIds: new Uint32Array(count),
    places: new Float32Array(2 * count),
    categories: new Uint8Array(count),
    certainties: new Uint8Array(count),
    deciders: new Uint8Array(count),
    libraries: new Uint8Array(count),
  };
  let at = 0;
  for (const part of parts) {
    for (const name of ['soundIds', 'categories', 'certainties', 'deciders', 'libraries'] as const)
      whole[name].set(part[name], at);
    whole.places.set(part.places, 2 * at);
    at += part.soundIds.length;
  }
  return whole;
}

function countsOf(values: Uint8Array): Uint32Array {
  const counts = new Uint32Array(256);
  for (const value of values) counts[value] = (counts[value] as number) + 1;
  return counts;
}

/** What the graphics card takes: places, and four bytes a point. */
function finish(): void {
  all = joined(chunks);
  chunks = [];
  grid = new PointGrid(all.places);
  found = null;
  const count = all.soundIds.length;
  const facts = new Uint8Array(4 * count);
  for (let point = 0; point < count; point += 1) {
    facts[4 * point] = all.categories[point] as number;
    facts[4 * point + 1] = all.certainties[point] as number;
    facts[4 * point + 2] = all.libraries[point] as number;
  }
  const places = all.places.slice();
  answer(
    {
      kind: 'ready',
      count,
      places,
      facts,
      box: grid.box,
      clusters: grid.clusters(all.categories),
      counts: {
        categories: countsOf(all.categories),
        libraries: countsOf(all.libraries),
        certainties: countsOf(all.certainties),
      },
    },
    [places.buffer, facts.buffer],
  );
}

/** @param points places in the order of the points */
const soundsAt = (points: Uint32Array): Uint32Array => points.map((point) => all?.soundIds[point] ?? 0);

function point(number: number) {
  if (all === null || number < 0) return null;
  return {
    point: number,
    soundId: all.soundIds[number] as number,
    x: all.places[2 * number] as number,
    y: all.places[2 * number + 1] as number,
  };
}

function take(request: MapRequest): void {
  switch (request.kind) {
    case 'begin':
      chunks = [];
      return;
    case 'chunk':
      chunks.push(readPoints(request.bytes));
      return;
    case 'finish':
      finish();
      return;
    case 'hide':
      hidden = { by: request.by, numbers: request.numbers };
      return;
    case 'found': {
      if (all === null) return;
      const ids = request.soundIds === null ? null : new Set(request.soundIds);
      const marks = ids === null ? null : Uint8Array.from(all.soundIds, (id) => Number(ids.has(id)));
      found = marks;
      const sent = marks === null ? null : marks.slice();
      answer({ kind: 'found', marks: sent }, sent === null ? [] : [sent.buffer]);
      return;
    }
    case 'nearest':
      answer({
        kind: 'point',
        id: request.id,
        point: point(grid?.nearest(request.x, request.y, request.reach, isSeen) ?? -1),
      });
      return;
    case 'next':
      answer({
        kind: 'point',
        id: request.id,
        point: point(grid?.next(request.from, request.direction, isSeen) ?? -1),
      });
      return;
    case 'sound':
      answer({ kind: 'point', id: request.id, point: point(all?.soundIds.indexOf(request.soundId) ?? -1) });
      return;
    case 'inside': {
      const points = grid?.inside(request.corners, isSeen) ?? new Uint32Array();
      const soundIds = soundsAt(points);
      answer({ kind: 'inside', id: request.id, points, soundIds }, [points.buffer, soundIds.buffer]);
    }
  }
}

globalThis.addEventListener('message', (event) => take((event as MessageEvent<MapRequest>).data));
