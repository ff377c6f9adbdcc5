import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { WorkProgress, WorkReport } from '../../../src-shared/contract/jobs.ts';
import type { ProjectionMethod } from '../../../src-shared/contract/projections.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { audibleLevels, type ProjectionStep } from '../../learning/index.ts';
import { type ProjectionThread, startProjectionThread } from './projection-client.ts';

export type ProjectionTask = { readonly modelVersion: ModelVersionId; readonly method: ProjectionMethod };

type Run = { readonly permit: WorkPermit; readonly onProgress: (progress: WorkProgress) => void };

/** Sounds read at once: a few milliseconds of the thread that finds similar sounds. */
const SOUNDS_AT_ONCE = 100;
/** The space is learnt from so many stretches of all sounds. */
const STRETCHES = 60;

/** How much of the whole is done when a stage begins, and what it is called. */
const stages = {
  reading: { from: 0, to: 0.15, sentence: 'Reading what the sounds sound like' },
  neighbours: { from: 0.15, to: 0.35, sentence: 'Finding which sounds are near to each other' },
  layout: { from: 0.35, to: 0.93, sentence: 'Laying them out' },
  placing: { from: 0.93, to: 1, sentence: 'Placing the others' },
} as const;

/**
 * Makes a map of all sounds of a model version and keeps it.
 * @throws SonothequeError `nothing-to-map`
 */
export async function makeProjection(
  catalogue: Catalogue,
  { modelVersion, method }: ProjectionTask,
  { permit, onProgress }: Run,
): Promise<WorkReport> {
  const began = performance.now();
  const tell = (stage: keyof typeof stages, done: number) => {
    const { from, to, sentence } = stages[stage];
    const share = from + done * (to - from);
    const elapsed = (performance.now() - began) / 1_000;
    onProgress({ share, sentence, rate: null, secondsLeft: share > 0.2 ? (elapsed / share) * (1 - share) : null });
  };
  const thread = startProjectionThread((step: ProjectionStep) => tell(step.stage, step.done));
  const rests = new Int32Array(new SharedArrayBuffer(4));
  const end = () => {
    wake(rests, 0);
    void thread.end();
  };
  permit.ended.addEventListener('abort', end, { once: true });
  try {
    const vectorSets = await readSounds(catalogue, modelVersion, thread, permit, (done) => tell('reading', done));
    if (vectorSets === null) return stopped;
    if (vectorSets.length === 0) throw nothingToMap();
    const made = thread.call('make', method, rests);
    const following = followPermit(permit, rests, made);
    const { places, space } = await made;
    await following;
    await catalogue.storeProjection({ modelVersion, method, vectorSets, places, space });
    const seconds = Math.round((performance.now() - began) / 1_000);
    return {
      sentence: `A map of ${vectorSets.length.toLocaleString('en')} different sounds, made in ${seconds} s`,
      interrupted: false,
    };
  } catch (error) {
    if (permit.ended.aborted) return stopped;
    throw error;
  } finally {
    permit.ended.removeEventListener('abort', end);
    end();
  }
}

const stopped: WorkReport = { sentence: 'Stopped; the map of before stands.', interrupted: true };

/** @returns what the rows stand for; `null`: the work was ended */
async function readSounds(
  catalogue: Catalogue,
  modelVersion: ModelVersionId,
  thread: ProjectionThread,
  permit: WorkPermit,
  tell: (done: number) => void,
): Promise<Uint32Array | null> {
  const { count, last } = await catalogue.vectorSetsOf(modelVersion);
  const samples: Float32Array[] = [];
  for (let stretch = 0; stretch < Math.min(STRETCHES, Math.ceil(count / SOUNDS_AT_ONCE)); stretch += 1) {
    if (!(await permit.whenAllowed())) return null;
    const stretches = Math.min(STRETCHES, Math.ceil(count / SOUNDS_AT_ONCE));
    const after = Math.floor((stretch * last) / stretches);
    samples.push((await catalogue.soundMeans(modelVersion, audibleLevels, after, SOUNDS_AT_ONCE)).means);
  }
  await thread.call('learn', joined(samples));
  const sets: number[] = [];
  let after: number | null = 0;
  let read = 0;
  while (after !== null) {
    if (!(await permit.whenAllowed())) return null;
    const part = await catalogue.soundMeans(modelVersion, audibleLevels, after, SOUNDS_AT_ONCE);
    for (const set of part.vectorSets) sets.push(set);
    await thread.call('add', part.means);
    read += SOUNDS_AT_ONCE;
    tell(Math.min(1, read / Math.max(1, count)));
    after = part.next;
  }
  return Uint32Array.from(sets);
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Lets the thread rest while the work may not go on. */
async function followPermit(permit: WorkPermit, rests: Int32Array, made: Promise<unknown>): Promise<void> {
  const over = made.then(
    () => true,
    () => true,
  );
  for (;;) {
    const withheld = Promise.withResolvers<boolean>();
    const { piece } = permit;
    const leave = () => withheld.resolve(false);
    if (piece.aborted) leave();
    else piece.addEventListener('abort', leave, { once: true });
    if (await Promise.race([over, withheld.promise])) return;
    if (permit.ended.aborted) return;
    Atomics.store(rests, 0, 1);
    const goesOn = await Promise.race([permit.whenAllowed(), over]);
    wake(rests, 0);
    if (!goesOn) return;
  }
}

function wake(rests: Int32Array, place: number): void {
  Atomics.store(rests, place, 0);
  Atomics.notify(rests, place);
}

const nothingToMap = (): SonothequeError =>
  new SonothequeError({
    code: 'nothing-to-map',
    message: 'There is no sound that this model version has listened to.',
    nextStep: 'Add a folder, and let it be listened to first.',
  });
