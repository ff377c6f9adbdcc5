/** All sounds are listened to by another model version while the active one goes on serving; then that one becomes active. */
import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import type { ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue, LackingVectors } from '../../catalogue/index.ts';
import { adapt, describeEncoder, type Safetensors } from '../../encoder/index.ts';
import { describeFailure, type Listener } from '../../indexing/index.ts';
import { type JobKind, type JobRun, workKind } from '../jobs/job-kind.ts';
import type { SuggestionLearner } from '../learner/suggestion-learner.ts';
import type { Listeners } from './listeners.ts';
import type { ModelInUse } from './model-in-use.ts';
import type { VersionDescription } from './version-description.ts';

const reEmbedRequest = z.object({ modelVersion: z.string(), name: z.string(), activate: z.boolean() });

export type ReEmbedRequest = z.output<typeof reEmbedRequest>;

/** What the job needs of the version. */
export type PreparedVersion = {
  readonly model: ModelInUse;
  /** `null` of the shipped one. */
  readonly description: VersionDescription | null;
  /** Whose stored vectors stand for listening; `null`: none. */
  readonly base: ModelVersionId | null;
  readonly readWeights: () => Promise<Safetensors | null>;
};

export type ReEmbedParts = {
  readonly catalogue: Catalogue;
  readonly listeners: Listeners;
  /** Checks its files and registers it. @throws SonothequeError */
  readonly prepare: (id: ModelVersionId) => Promise<PreparedVersion>;
  /** Teaches it what to suggest, where it can't yet. @throws SonothequeError */
  readonly teach: (id: ModelVersionId, signal: AbortSignal) => Promise<ModelInUse>;
  readonly isActive: (id: ModelVersionId) => boolean;
  readonly createLearner: (model: ModelInUse) => SuggestionLearner;
  /** Moves the pointer, and takes the learner that has made its suggestions. */
  readonly becomeActive: (model: ModelInUse, learner: SuggestionLearner) => Promise<void>;
  /** Begins the learner of the active version anew. */
  readonly relearn: (model: ModelInUse) => Promise<SuggestionLearner>;
};

const PAYLOADS_AT_ONCE = 200;
/** Vectors that are stored in one transaction, at most about so many frames: some 8 MB. */
const FRAMES_A_BATCH = 4_000;
/** Frames that are adapted before others in the engine have their turn: some 6 ms. */
const FRAMES_A_TURN = 64;
const EMBEDDING = 512;
/** Of the whole: listening, against suggesting. */
const LISTENING_SHARE = 0.9;
const TELL_MILLISECONDS = 300;

export function reEmbedJob(parts: ReEmbedParts): JobKind {
  return workKind({
    name: 're-embed',
    lanes: ['disk', 'decode', 'encode'],
    request: reEmbedRequest,
    title: ({ name, activate }) => (activate ? `Activate “${name}”` : `Fill the gaps of “${name}”`),
    key: ({ modelVersion }) => modelVersion,
    subject: ({ modelVersion }) => modelVersion,
    run: async ({ modelVersion, name, activate }, run) => {
      const id = modelVersion as ModelVersionId;
      const prepared = await parts.prepare(id);
      const { failed, isWhole } = await listenToAll(parts, prepared, run);
      const interrupted = { sentence: 'Stopped before all sounds were listened to.', interrupted: true };
      if (!isWhole) return interrupted;
      const tell = (sentence: string) =>
        run.onProgress({ share: LISTENING_SHARE, sentence, rate: null, secondsLeft: null });
      let { model } = prepared;
      if (!parts.isActive(id) && (model.starter === null || prepared.description?.suggestionHead === 'run')) {
        tell('Learning what to suggest.');
        model = await parts.teach(id, run.permit.ended);
      }
      if (!(await run.permit.whenAllowed())) return interrupted;
      tell('Suggesting for all sounds.');
      if (!(await suggestForAll(parts, model, run))) return interrupted;
      const { covered, sounds } = await parts.catalogue.coverage(id);
      const gaps = sounds - covered;
      const rest = gaps === 0 ? '' : `; ${gaps} could not be listened to now`;
      const what = activate ? `“${name}” is active` : `“${name}” has listened to what was missing`;
      return {
        sentence: `${what}: ${covered} of ${sounds} sounds${rest}${failed > 0 ? ` (${failed} failed)` : ''}.`,
        interrupted: false,
      };
    },
  });
}

/** Whether it came to its end. Where it must rest, its learner goes, and another one goes on from what is stored. */
async function suggestForAll(parts: ReEmbedParts, model: ModelInUse, { permit }: JobRun): Promise<boolean> {
  if (parts.isActive(model.id)) {
    // That one serves: it doesn't rest with the job.
    const serving = await parts.relearn(model);
    return settledOrEnded(serving, permit.ended);
  }
  while (await permit.whenAllowed()) {
    const piece = permit.piece;
    const learner = parts.createLearner(model);
    learner.start();
    try {
      if (await settledOrEnded(learner, piece)) {
        await parts.becomeActive(model, learner);
        return true;
      }
    } catch (error) {
      await learner.close();
      throw error;
    }
    await learner.close();
  }
  return false;
}

async function settledOrEnded(learner: SuggestionLearner, ended: AbortSignal): Promise<boolean> {
  const stopped = Promise.withResolvers<boolean>();
  const stop = () => stopped.resolve(false);
  if (ended.aborted) stop();
  ended.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([learner.settled, stopped.promise]);
  } finally {
    ended.removeEventListener('abort', stop);
  }
}

type Lacking = LackingVectors['payloads'][number];
type Heard = { readonly payloadId: number; readonly embeddings: Float32Array; readonly levelsDb: Float32Array };

async function listenToAll(
  { catalogue, listeners }: ReEmbedParts,
  { model, base, readWeights, description }: PreparedVersion,
  run: JobRun,
): Promise<{ readonly failed: number; readonly isWhole: boolean }> {
  const weights = base === null ? null : await readWeights();
  const listener = listeners.of(model);
  const { sounds, covered } = await catalogue.coverage(model.id);
  const began = performance.now();
  let [done, failed, toldAt] = [covered, 0, 0];
  const tell = () => {
    const now = performance.now();
    if (now - toldAt < TELL_MILLISECONDS) return;
    toldAt = now;
    const perSecond = ((done - covered) * 1_000) / Math.max(1, now - began);
    run.onProgress({
      share: sounds === 0 ? null : Math.min(1, done / sounds) * LISTENING_SHARE,
      sentence: `${Math.min(done, sounds)} of ${sounds} sounds`,
      rate: perSecond > 0 ? `${perSecond.toFixed(perSecond < 10 ? 1 : 0)} sounds a second` : null,
      secondsLeft: perSecond > 0 ? Math.ceil((sounds - done) / perSecond) : null,
    });
  };
  const follows = ({ hasBase }: Lacking) => hasBase && weights !== null && description !== null && base !== null;
  const store = async (heard: readonly Heard[], presentSounds: number) => {
    if (heard.length === 0) return;
    await catalogue.storeVersionVectors(model.id, heard);
    done += presentSounds;
    tell();
  };
  /** Short work: many are adapted together, and go into one transaction. */
  const follow = async (payloads: readonly Lacking[]) => {
    if (weights === null || description === null || base === null) return;
    const architecture = describeEncoder(description.architecture);
    let [batch, frames, sounds]: [Heard[], number, number] = [[], 0, 0];
    const flush = async () => {
      const adapted = await inTurns(batch, (embeddings) => adapt(architecture, weights.tensors, embeddings));
      await store(adapted, sounds);
      [batch, frames, sounds] = [[], 0, 0];
    };
    for (const { payloadId, soundIds, presentIds } of payloads) {
      if (!(await run.permit.whenAllowed())) return;
      const [soundId] = soundIds;
      const stored = soundId === undefined ? null : await catalogue.vectors(soundId, base);
      if (stored === null) {
        failed += 1;
        continue;
      }
      batch.push({ payloadId, embeddings: stored.embeddings, levelsDb: stored.levelsDb });
      frames += stored.levelsDb.length;
      sounds += presentIds.length;
      if (frames >= FRAMES_A_BATCH) await flush();
    }
    await flush();
  };
  /** Long work: each is stored at once, so that little is lost. */
  const listen = async (waiting: Lacking[]) => {
    for (let lacking = waiting.shift(); lacking !== undefined; lacking = waiting.shift()) {
      if (!(await run.permit.whenAllowed())) return;
      const heard = await listened(catalogue, listener, lacking, run);
      // Given up because it must rest: it comes again.
      if (heard === null && run.permit.ended.aborted) return;
      if (heard === null) failed += 1;
      else await store([heard], lacking.presentIds.length);
    }
  };
  tell();
  for (let after: number | null = 0; after !== null; ) {
    const { payloads, next } = await catalogue.payloadsWithoutVectors(model.id, base, after, PAYLOADS_AT_ONCE);
    await follow(payloads.filter(follows));
    const waiting = payloads.filter((lacking) => !follows(lacking) && lacking.presentIds.length > 0);
    await Promise.all(Array.from({ length: listener.capacity }, () => listen(waiting)));
    if (run.permit.ended.aborted) return { failed, isWhole: false };
    after = next;
  }
  return { failed, isWhole: true };
}

/** Maps the frames of some sounds together: most have few, and many at once cost a quarter each. */
async function inTurns(
  heard: readonly Heard[],
  map: (embeddings: Float32Array) => Float32Array,
): Promise<readonly Heard[]> {
  const all = new Float32Array(heard.reduce((sum, { embeddings }) => sum + embeddings.length, 0));
  let end = 0;
  const placed = heard.map((one) => {
    all.set(one.embeddings, end);
    end += one.embeddings.length;
    return { ...one, embeddings: all.subarray(end - one.embeddings.length, end) };
  });
  for (let at = 0; at < all.length; at += FRAMES_A_TURN * EMBEDDING) {
    all.set(map(all.subarray(at, at + FRAMES_A_TURN * EMBEDDING)), at);
    await setImmediate();
  }
  return placed;
}

async function listened(
  catalogue: Catalogue,
  listener: Listener,
  { payloadId, payloadHash, presentIds }: Lacking,
  { permit, onFailure }: JobRun,
): Promise<Heard | null> {
  const [row] = await catalogue.sounds(presentIds.slice(0, 1) as SoundId[]);
  if (row === undefined) return null;
  for (;;) {
    if (!(await permit.whenAllowed())) return null;
    const givenUp = permit.piece;
    try {
      const { products, payloadHash: heardHash } = await listener.listen({ path: row.path.bytes, signal: givenUp });
      // Changed since it was indexed: the next indexing brings what it is now.
      if (products === null || heardHash !== payloadHash) return null;
      return { payloadId, embeddings: products.embeddings, levelsDb: products.levelsDb };
    } catch (error) {
      if (permit.ended.aborted) return null;
      if (givenUp.aborted) continue;
      onFailure({ path: row.path.display, failure: describeFailure(error) });
      return null;
    }
  }
}
