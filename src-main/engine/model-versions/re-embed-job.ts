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

const PAYLOADS_AT_ONCE = 40;
/** Frames that are adapted before others in the engine have their turn: some 4 ms. */
const FRAMES_A_TURN = 16;
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

/** Whether it came to its end. */
async function suggestForAll(parts: ReEmbedParts, model: ModelInUse, run: JobRun): Promise<boolean> {
  if (parts.isActive(model.id)) {
    const learner = await parts.relearn(model);
    return settledOrEnded(learner, run.permit.ended);
  }
  const learner = parts.createLearner(model);
  learner.start();
  try {
    if (!(await settledOrEnded(learner, run.permit.ended))) {
      await learner.close();
      return false;
    }
    await parts.becomeActive(model, learner);
    return true;
  } catch (error) {
    await learner.close();
    throw error;
  }
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
  const hear = async (lacking: Lacking): Promise<Heard | null> => {
    if (weights !== null && description !== null && lacking.hasBase && base !== null)
      return followed(catalogue, lacking, base, weights, description);
    return listened(catalogue, listener, lacking, run);
  };
  tell();
  for (let after: number | null = 0; after !== null; ) {
    const { payloads, next } = await catalogue.payloadsWithoutVectors(model.id, base, after, PAYLOADS_AT_ONCE);
    const waiting = payloads.filter(
      ({ hasBase, presentIds }) => (hasBase && weights !== null) || presentIds.length > 0,
    );
    const work = async () => {
      for (let lacking = waiting.shift(); lacking !== undefined; lacking = waiting.shift()) {
        if (!(await run.permit.whenAllowed())) return;
        const heard = await hear(lacking);
        if (heard === null) {
          // Given up because it must rest: it comes again.
          if (run.permit.ended.aborted) return;
          failed += 1;
          continue;
        }
        await catalogue.storeVersionVectors(model.id, [heard]);
        done += lacking.presentIds.length;
        tell();
      }
    };
    await Promise.all(Array.from({ length: weights === null ? listener.capacity : 1 }, work));
    if (run.permit.ended.aborted) return { failed, isWhole: false };
    after = next;
  }
  return { failed, isWhole: true };
}

/** From the vectors of the version that its adapter stands behind. */
async function followed(
  catalogue: Catalogue,
  { payloadId, soundIds }: Lacking,
  base: ModelVersionId,
  weights: Safetensors,
  { architecture: shape }: VersionDescription,
): Promise<Heard | null> {
  const [soundId] = soundIds;
  const stored = soundId === undefined ? null : await catalogue.vectors(soundId, base);
  if (stored === null) return null;
  const architecture = describeEncoder(shape);
  const embeddings = new Float32Array(stored.embeddings.length);
  for (let at = 0; at < embeddings.length; at += FRAMES_A_TURN * EMBEDDING) {
    embeddings.set(
      adapt(architecture, weights.tensors, stored.embeddings.subarray(at, at + FRAMES_A_TURN * EMBEDDING)),
      at,
    );
    await setImmediate();
  }
  return { payloadId, embeddings, levelsDb: stored.levelsDb };
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
