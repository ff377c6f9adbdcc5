/** Thread entry: makes maps of sounds and places further ones. Nothing native lies here. */
import { parentPort } from 'node:worker_threads';
import {
  cellIndexOf,
  chosenPoints,
  finish,
  type Points,
  type ProjectionMethod,
  placeByLandmarks,
  projectReduced,
  REDUCED_COLUMNS,
  type Reduction,
  reduced,
  reductionOf,
} from '../../learning/index.ts';
import type { ProjectionAnswer, ProjectionRequest } from './projection-protocol.ts';
import { packSpace, unpackSpace } from './space.ts';

const WIDTH = 512;
/** Landmarks don't change what it comes to, and another seed none the better map. */
const SEED = 1;
const TELL_MILLISECONDS = 250;

const port = parentPort;
if (port === null) throw new Error('The maker of maps was started outside a thread.');

let reduction: Reduction | null = null;
let parts: Points[] = [];

const pointsOf = (means: Float32Array): Points => ({ columns: WIDTH, values: means });

function learn(sample: Float32Array): void {
  reduction = finish(reductionOf(pointsOf(sample), REDUCED_COLUMNS, SEED));
  parts = [];
}

function add(means: Float32Array): void {
  if (reduction === null) throw new Error('Nothing was learnt yet.');
  parts.push(finish(reduced(reduction, pointsOf(means))));
}

function joined(): Points {
  const columns = parts[0]?.columns ?? REDUCED_COLUMNS;
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0));
  let at = 0;
  for (const part of parts) {
    values.set(part.values, at);
    at += part.values.length;
  }
  return { columns, values };
}

/** @param rests 1 while work is to rest; woken by whoever sets it to 0 */
function make(method: ProjectionMethod, rests: Int32Array): { places: Float32Array; space: Uint8Array } {
  if (reduction === null) throw new Error('Nothing was learnt yet.');
  const space = joined();
  parts = [];
  const steps = projectReduced(space, { method, seed: SEED });
  let toldAt = 0;
  for (;;) {
    Atomics.wait(rests, 0, 1);
    const step = steps.next();
    if (step.done) {
      const { map, landmarks } = step.value;
      const packed = packSpace({ reduction, landmarks, points: chosenPoints(space, landmarks) });
      return { places: Float32Array.from(map.values), space: packed };
    }
    if (performance.now() - toldAt < TELL_MILLISECONDS) continue;
    toldAt = performance.now();
    port?.postMessage({ progress: step.value } satisfies ProjectionAnswer);
  }
}

/** @param places of the kept map, two a sound */
function place(packed: Uint8Array, places: Float32Array, means: Float32Array): Float32Array {
  const space = unpackSpace(packed);
  const map = chosenPoints({ columns: 2, values: places }, space.landmarks);
  const index = finish(cellIndexOf(space.points, SEED));
  const placing = placeByLandmarks(index, map, finish(reduced(space.reduction, pointsOf(means))));
  let step = placing.next();
  while (!step.done) step = placing.next();
  return Float32Array.from(step.value.values);
}

const commands = { learn, add, make, place };

/** What the thread answers. */
export type ProjectionCommands = typeof commands;

port.on('message', ({ id, command, args }: ProjectionRequest) => {
  try {
    const run = commands[command as keyof ProjectionCommands] as (...given: readonly unknown[]) => unknown;
    port.postMessage({ id, result: run(...args) } satisfies ProjectionAnswer);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id, fault } satisfies ProjectionAnswer);
  }
});
