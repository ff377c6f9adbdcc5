/** Thread entry: keeps the features of all sounds, fits the head to labels and suggests anew. Nothing native lies here. */
import { parentPort, workerData } from 'node:worker_threads';
import { categories, putUcsListInForce, type UcsList } from '../../../src-shared/ucs/index.ts';
import { openFrameCategories } from '../../encoder/index.ts';
import { type LabelOfSound, Learner, packFeatures, readStarter, shippedStarter } from '../../suggestions/index.ts';
import type { Head, LearnerModel, ThreadAnswer, ThreadRequest, Wish } from './learner-protocol.ts';

/** Frames categorized between messages: some 10 ms. */
const FRAMES_AT_ONCE = 32;
const EMBEDDING_LENGTH = 512;
const CATEGORIES = categories.length;
const LISTS_AT_ONCE = 400;

const port = parentPort;
if (port === null) throw new Error('The learner was started outside a thread.');
const { starterFile, assetsFolder } = workerData as LearnerModel;
const starter = starterFile === null ? shippedStarter() : readStarter(starterFile);
if (starter === null) throw new Error('No starter head comes along.');

const learner = new Learner(starter);
let categorize: ReturnType<typeof openFrameCategories> | undefined;
let hasBegun = false;
let isWorking = false;
let sentScoring = '';
let isToldSettled = true;
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
let changed = Promise.withResolvers<void>();

function tell(): void {
  changed.resolve();
  changed = Promise.withResolvers();
}

/** Works while there is work, with a turn for messages after each step. */
async function work(): Promise<void> {
  if (!hasBegun || isWorking) return;
  isWorking = true;
  isToldSettled = false;
  tell();
  while (learner.isBusy) {
    learner.step();
    if (!learner.isFitting && learner.scoring !== sentScoring) sendHead();
    tell();
    await turn();
  }
  isWorking = false;
  tell();
}

function sendHead(): void {
  sentScoring = learner.scoring;
  const head: Head = { ...learner.learned, scoring: learner.scoring };
  port?.postMessage({ head } satisfies ThreadAnswer);
}

async function categoriesOf(embeddings: Float32Array): Promise<Float32Array> {
  categorize ??= openFrameCategories(assetsFolder ?? undefined);
  const parts: Float32Array[] = [];
  for (let at = 0; at < embeddings.length; at += FRAMES_AT_ONCE * EMBEDDING_LENGTH) {
    parts.push(categorize(embeddings.subarray(at, at + FRAMES_AT_ONCE * EMBEDDING_LENGTH)));
    await turn();
  }
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type Listened = { readonly embeddings: Float32Array; readonly levelsDb: Float32Array };

/** Also what features of a sound are: empty of silence. */
async function pack({ embeddings, levelsDb }: Listened): Promise<Uint8Array> {
  const [packed = new Uint8Array()] = await packAll([{ embeddings, levelsDb }]);
  return packed;
}

/** Of some sounds together: most have few frames, and many frames at once cost a quarter each. */
async function packAll(sounds: readonly Listened[]): Promise<readonly Uint8Array[]> {
  const parameters = starter?.features;
  if (parameters === undefined) return sounds.map(() => new Uint8Array());
  const embeddings = new Float32Array(sounds.reduce((sum, sound) => sum + sound.embeddings.length, 0));
  let end = 0;
  for (const sound of sounds) {
    embeddings.set(sound.embeddings, end);
    end += sound.embeddings.length;
  }
  const all = await categoriesOf(embeddings);
  let frame = 0;
  return sounds.map((sound) => {
    const first = frame * CATEGORIES;
    frame += sound.levelsDb.length;
    const frameCategories = all.subarray(first, frame * CATEGORIES);
    return packFeatures(parameters, { ...sound, frameCategories }) ?? new Uint8Array();
  });
}

const commands = {
  load: (sounds: Parameters<Learner['load']>[0]): void => {
    learner.load(sounds);
    void work();
  },
  /** Suggests subcategories of this list; `null`: of the one that the product comes with. */
  useUcsList: (list: UcsList | null): void => {
    putUcsListInForce(list);
    learner.outdateAll();
    void work();
  },
  /** @param ends where the names of each end in `names` */
  putNames: (soundIds: Uint32Array, names: Uint8Array, ends: Uint32Array): void => {
    learner.putNames(soundIds, names, ends);
    isToldSettled = false;
    tell();
    void work();
  },
  /** Those whose content is not here with its features, in its folder. */
  missing: (soundIds: Uint32Array, payloadIds: Uint32Array, folders: Float64Array): number[] =>
    Array.from(soundIds).filter((soundId, at) => !learner.has(soundId, payloadIds[at] ?? 0, folders[at] ?? 0)),
  forget: (soundIds: readonly number[]): void => {
    learner.forget(soundIds);
    void work();
  },
  keepOnly: (soundIds: Uint32Array): void => {
    learner.keepOnly(soundIds);
    void work();
  },
  /** @returns regions of whom the frames are wanted */
  label: (soundIds: readonly number[], labels: readonly LabelOfSound[]): readonly LabelOfSound[] => {
    learner.label(soundIds, labels);
    void work();
    return learner.regionsWanted(labels);
  },
  putRegion: async (
    payloadId: number,
    region: NonNullable<LabelOfSound['region']>,
    embeddings: Float32Array,
    levelsDb: Float32Array,
  ): Promise<void> => {
    const packed = await pack({ embeddings, levelsDb });
    learner.putRegion(payloadId, region, packed.length === 0 ? null : packed);
    void work();
  },
  packAll,
  begin: (scoring: string | null): void => {
    learner.begin(scoring);
    hasBegun = true;
    sendHead();
    void work();
  },
  putStored: (soundIds: Uint32Array, categories: Uint8Array, probabilities: Float32Array): void => {
    learner.putStored(soundIds, categories, probabilities);
    isToldSettled = false;
    tell();
    void work();
  },
  refuse: (soundIds: readonly number[]): void => {
    learner.refuse(soundIds.map((soundId) => ({ soundId })));
    isToldSettled = false;
    tell();
  },
  show: (soundIds: readonly number[]): void => learner.show(soundIds),
  soundCount: (): number => learner.soundCount,
  /** Resolves when there is something to be done. */
  next: async (limit: number): Promise<Wish> => {
    for (;;) {
      const waiting = changed.promise;
      const batch = learner.take(limit);
      if (batch !== null) {
        isToldSettled = false;
        return { kind: 'store', ...batch };
      }
      const soundIds = learner.takeUnknown(LISTS_AT_ONCE);
      if (soundIds.length > 0) {
        isToldSettled = false;
        return { kind: 'look', soundIds };
      }
      if (hasBegun && !isToldSettled && learner.isSettled) {
        isToldSettled = true;
        return { kind: 'settled', scoring: learner.scoring };
      }
      await waiting;
    }
  },
};

/** What the learner's thread answers. */
export type LearnerCommands = typeof commands;

port.on('message', async ({ id, command, args }: ThreadRequest) => {
  try {
    const run = commands[command as keyof LearnerCommands] as (...given: readonly unknown[]) => unknown;
    port.postMessage({ id, result: await run(...args) } satisfies ThreadAnswer);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id, fault } satisfies ThreadAnswer);
  }
});
