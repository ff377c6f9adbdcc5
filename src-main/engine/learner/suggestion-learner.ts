import { FRAME_HOP_SECONDS, FRAME_SECONDS } from '../../../src-shared/contract/frames.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { rest, Wake } from '../../../src-shared/jobs/index.ts';
import { shippedUcsList, type UcsTable, ucsInForce } from '../../../src-shared/ucs/index.ts';
import type {
  Catalogue,
  FeatureKind,
  LearnableSounds,
  NamesRead,
  TrainingLabel,
  UnreadNames,
} from '../../catalogue/index.ts';
import { embeddingLength } from '../../catalogue/index.ts';
import { joinBytes } from '../../joined-bytes.ts';
import { namesVersion, scoringName } from '../../suggestions/index.ts';
import { type ModelInUse, shippedInUse } from '../model-versions/model-in-use.ts';
import type { NameReader } from '../names/name-reader.ts';
import { type LearnerThread, startLearnerThread } from './learner-client.ts';
import type { Head, Wish } from './learner-protocol.ts';

export type SuggestionLearnerOptions = {
  readonly catalogue: Catalogue;
  readonly names: Pick<NameReader, 'read'>;
  /** Whether a person is at work: what isn't urgent gives way. */
  readonly heldDown: () => boolean;
  /** Suggestions changed that no window was told of yet. */
  readonly onRenewed: () => void;
  readonly onFault: (error: unknown) => void;
  /** Whose vectors suggestions are made of; the shipped one unless given. */
  readonly model?: ModelInUse;
};

const SOUNDS_AT_ONCE = 2_000;
const BATCH = 200;
/** Sounds whose names changed while they were read are read so often. */
const READINGS = 3;
const MOST_SHOWN = 600;
const PAYLOADS_AT_ONCE = 100;
/** Frames whose features are made together, about. */
const FRAMES_AT_ONCE = 100;
/** Batches between which the reader takes changes in. */
const BATCHES_A_FOLLOW = 4;
const GIVE_WAY_MILLISECONDS = 4;
/** Windows are told of what goes on in the background at most so often. */
const TELL_MILLISECONDS = 5_000;
const AFTER_FAULT_MILLISECONDS = 5_000;

/**
 * Keeps suggestions what the labels say: loads features of all sounds into a thread, tells it of labels and sounds as they
 * change, and stores what it suggests anew. Where it is interrupted, the next start finds out what is left to do.
 */
export class SuggestionLearner {
  readonly #options: SuggestionLearnerOptions;
  readonly #catalogue: Catalogue;
  /** Whose suggestions these are. */
  readonly model: ModelInUse;
  readonly #ended = new AbortController();
  readonly #wake = new Wake();
  readonly #labels = new Map<number, readonly TrainingLabel[]>();
  #thread: LearnerThread | null = null;
  #running: Promise<unknown> = Promise.resolve();
  #stopListening: () => void = () => {};
  readonly #settled = Promise.withResolvers<boolean>();
  #head: Head | null = null;
  /** Which the thread knows. */
  #ucsList: UcsTable = shippedUcsList;
  #shown: readonly number[] = [];
  /** Up to where changes are known. */
  #revision = -1;
  #isBehind = false;
  /** Changes are being looked through: up to where they are known is not told yet. */
  #isFollowing = false;
  #hasLoaded = false;
  #isUnsettled = true;
  /** Features of all sounds were made, and names read. */
  #isComplete = false;
  #isUntold = false;
  #toldAt = 0;

  constructor(options: SuggestionLearnerOptions) {
    this.#options = options;
    this.#catalogue = options.catalogue;
    this.model = options.model ?? shippedInUse();
  }

  /** What a sound that is indexed now is scored by; `null` without a starter head. */
  get head(): Head | null {
    const { starter } = this.model;
    if (this.#head !== null || starter === null) return this.#head;
    return { head: starter.head, labelled: new Set(), scoring: scoringName(starter, []) };
  }

  /** Of all sounds, once loaded; before that `null`. */
  get labels(): ReadonlyMap<number, readonly TrainingLabel[]> | null {
    return this.#hasLoaded ? this.#labels : null;
  }

  start(): void {
    const { starter } = this.model;
    if (starter === null || this.#thread !== null || this.#catalogue.readOnly) return;
    const thread = startLearnerThread((head) => {
      this.#head = head;
    }, this.model);
    this.#thread = thread;
    this.#stopListening = this.#catalogue.onChange(({ revision, quietly }) => {
      // What we write ourselves in quiet needs no looking through.
      if (quietly && !this.#isBehind) this.#revision = revision;
      else this.#isBehind = true;
      this.#wake.all();
    });
    const { modelVersion, features } = starter;
    this.#running = this.#run(thread, { modelVersion, featuresVersion: features.version, namesVersion }).catch(
      (error: unknown) => this.#fault(error),
    );
  }

  /** A person looks at these now: they come before others. */
  noteShown(soundIds: readonly number[]): void {
    this.#shown = [...new Set([...soundIds, ...this.#shown])].slice(0, MOST_SHOWN);
  }

  /**
   * Resolves with true once suggestions of all sounds with vectors are stored and made by the same; with false when it is
   * closed before.
   */
  get settled(): Promise<boolean> {
    return this.#settled.promise;
  }

  async close(): Promise<void> {
    this.#settled.resolve(false);
    this.#ended.abort();
    this.#stopListening();
    this.#wake.all();
    await this.#thread?.end();
    await this.#running;
  }

  async #run(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    await this.#load(thread, kind);
    if (this.#isOver) return;
    await Promise.all([this.#fulfil(thread, kind), this.#follow(thread, kind), this.#complete(thread, kind)]);
  }

  /** What was listened to before there were features, or names were read. */
  async #complete(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    await Promise.all([this.#makeFeatures(thread, kind), this.#readAllNames(thread, kind)]);
    if (this.#isOver) return;
    this.#isComplete = true;
    this.#isUnsettled = true;
    // It says once more that all is settled.
    await thread.call('label', [], []);
  }

  get #isOver(): boolean {
    return this.#ended.signal.aborted;
  }

  async #load(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    const catalogue = this.#catalogue;
    await this.#tellOfUcsList(thread);
    // What changes from here on is looked through afterwards.
    this.#revision = (await catalogue.learnableChanges(Number.MAX_SAFE_INTEGER)).revision;
    this.#isBehind = false;
    for (let after = 0; !this.#isOver; ) {
      const sounds = await catalogue.learnableSounds(kind, after, SOUNDS_AT_ONCE);
      const last = sounds.soundIds.at(-1);
      if (last === undefined) break;
      after = last;
      await thread.call('load', sounds);
      await this.#giveWay();
    }
    const labels = await catalogue.trainingLabels(null);
    await this.#label(thread, kind, [...new Set(labels.map(({ soundId }) => soundId))], labels);
    this.#hasLoaded = true;
    await thread.call('begin', await catalogue.scoring(kind.modelVersion));
  }

  /** Does what the thread wants, one after the other. */
  async #fulfil(thread: LearnerThread, { modelVersion }: FeatureKind): Promise<void> {
    let batches = 0;
    let early: Promise<Wish> | null = null;
    while (!this.#isOver) {
      const wish: Wish = await (early ?? thread.call('next', BATCH));
      // The next batch is made while this one is written.
      early = wish.kind === 'store' ? thread.call('next', BATCH) : null;
      early?.catch(() => {});
      try {
        if (wish.kind === 'look') {
          const { categories, probabilities } = await this.#catalogue.storedSuggestions(
            modelVersion,
            Array.from(wish.soundIds),
          );
          await thread.call('putStored', wish.soundIds, categories, probabilities);
        } else if (wish.kind === 'store') {
          await this.#store(thread, modelVersion, wish);
          batches += 1;
          if (!wish.urgent && batches % BATCHES_A_FOLLOW === 0) await this.#catalogue.followChanges();
          if (!wish.urgent) await this.#giveWay();
        } else await this.#settle(modelVersion, wish.scoring);
      } catch (error) {
        if (this.#isOver) return;
        this.#fault(error);
        await rest(AFTER_FAULT_MILLISECONDS, this.#ended.signal);
      }
    }
  }

  async #store(
    thread: LearnerThread,
    modelVersion: FeatureKind['modelVersion'],
    { sounds, urgent }: Extract<Wish, { readonly kind: 'store' }>,
  ): Promise<void> {
    this.#isUnsettled = true;
    const batch = sounds.map((sound) => ({ ...sound, soundId: sound.soundId as SoundId }));
    try {
      await this.#catalogue.renewSuggestions(modelVersion, batch, !urgent);
    } catch (error) {
      if (!this.#isOver)
        await thread.call(
          'refuse',
          sounds.map(({ soundId }) => soundId),
        );
      throw error;
    }
    if (urgent) return;
    this.#isUntold = true;
    if (performance.now() - this.#toldAt > TELL_MILLISECONDS) await this.#tell();
  }

  async #settle(modelVersion: FeatureKind['modelVersion'], scoring: string): Promise<void> {
    // Otherwise it comes again once changes are looked through.
    if (this.#isUnsettled && !this.#isBehind && !this.#isFollowing) {
      await this.#catalogue.settleScoring(modelVersion, scoring, this.#revision);
      this.#isUnsettled = false;
      if (this.#isComplete) this.#settled.resolve(true);
    }
    await this.#tell();
  }

  async #tell(): Promise<void> {
    if (!this.#isUntold) return;
    this.#isUntold = false;
    this.#toldAt = performance.now();
    await this.#catalogue.followChanges();
    this.#options.onRenewed();
  }

  /** Tells the thread what others changed. */
  async #follow(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    while (!this.#isOver) {
      const woken = this.#wake.next;
      if (!this.#isBehind) {
        await woken;
        continue;
      }
      try {
        this.#isFollowing = true;
        await this.#takeChanges(thread, kind);
        this.#isFollowing = false;
        if (this.#isUnsettled) await thread.call('label', [], []);
      } catch (error) {
        if (this.#isOver) return;
        this.#isBehind = true;
        this.#fault(error);
        await rest(AFTER_FAULT_MILLISECONDS, this.#ended.signal);
      }
    }
  }

  /** Subcategories are suggested in the list in force. */
  async #tellOfUcsList(thread: LearnerThread): Promise<void> {
    const table = ucsInForce();
    if (table === this.#ucsList) return;
    this.#ucsList = table;
    const { version, subcategories, renamed } = table;
    await thread.call('useUcsList', table === shippedUcsList ? null : { version, subcategories, renamed });
  }

  async #takeChanges(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    this.#isBehind = false;
    const catalogue = this.#catalogue;
    await this.#tellOfUcsList(thread);
    const { soundIds, payloadIds, folders, revision, everything } = await catalogue.learnableChanges(this.#revision);
    this.#revision = Math.max(this.#revision, revision);
    if (soundIds.length === 0 && !everything) return;
    await thread.call('show', this.#shown);
    if (everything) await thread.call('keepOnly', soundIds);
    const gone = Array.from(soundIds).filter((_, at) => payloadIds[at] === 0);
    if (gone.length > 0) await thread.call('forget', gone);
    for (let at = 0; at < soundIds.length; at += SOUNDS_AT_ONCE) {
      const part = soundIds.subarray(at, at + SOUNDS_AT_ONCE);
      const asked = Array.from(part);
      await this.#label(thread, kind, asked, await catalogue.trainingLabels(asked));
      const end = at + SOUNDS_AT_ONCE;
      const missing = await thread.call('missing', part, payloadIds.subarray(at, end), folders.subarray(at, end));
      if (missing.length > 0) await this.#loadThese(thread, await catalogue.learnableOf(kind, missing));
      const stored = await catalogue.storedNames(kind, asked);
      await thread.call('putNames', stored.soundIds, stored.names, stored.ends);
      await this.#readNames(thread, kind, await catalogue.unreadNamesOf(kind, asked));
    }
  }

  /** Of sounds that were listened to before names were read, and what a fault left out. */
  async #readAllNames(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    for (let after = 0; !this.#isOver; ) {
      try {
        const { sounds, next } = await this.#catalogue.unreadNames(kind, after, BATCH);
        await this.#readNames(thread, kind, sounds);
        if (next === null) return;
        after = next;
        await this.#giveWay();
      } catch (error) {
        if (this.#isOver) return;
        this.#fault(error);
        await rest(AFTER_FAULT_MILLISECONDS, this.#ended.signal);
      }
    }
  }

  async #readNames(thread: LearnerThread, kind: FeatureKind, unread: readonly UnreadNames[]): Promise<void> {
    let sounds = unread;
    for (let reading = 0; sounds.length > 0 && reading < READINGS && !this.#isOver; reading += 1) {
      const refused: number[] = [];
      for (let at = 0; at < sounds.length; at += BATCH) {
        refused.push(...(await this.#readBatch(thread, kind, sounds.slice(at, at + BATCH))));
      }
      sounds = refused.length === 0 ? [] : await this.#catalogue.unreadNamesOf(kind, refused);
    }
  }

  /** @returns sounds that changed meanwhile */
  async #readBatch(
    thread: LearnerThread,
    { namesVersion: version }: FeatureKind,
    sounds: readonly UnreadNames[],
  ): Promise<readonly number[]> {
    const read: NamesRead[] = [];
    for (const [id, ofLibrary] of Map.groupBy(sounds, ({ libraryId }) => libraryId)) {
      const name = ofLibrary[0]?.libraryName ?? '';
      const packed = await this.#options.names.read({ id, name }, ofLibrary);
      for (const [place, { soundId, revision }] of ofLibrary.entries()) {
        read.push({ soundId, revision, data: packed[place] ?? new Uint8Array() });
      }
    }
    this.#isUnsettled = true;
    const refused = await this.#catalogue.storeNames(version, read);
    const isRefused = new Set(refused);
    const stored = read.filter(({ soundId }) => !isRefused.has(soundId));
    const { bytes, ends } = joinBytes(stored.map(({ data }) => data));
    await thread.call(
      'putNames',
      Uint32Array.from(stored, ({ soundId }) => soundId),
      bytes,
      ends,
    );
    return refused;
  }

  async #loadThese(thread: LearnerThread, sounds: LearnableSounds): Promise<void> {
    this.#isUnsettled = true;
    await thread.call('load', sounds);
  }

  async #label(
    thread: LearnerThread,
    kind: FeatureKind,
    soundIds: readonly number[],
    labels: readonly TrainingLabel[],
  ): Promise<void> {
    const bySound = Map.groupBy(labels, ({ soundId }) => soundId as number);
    for (const soundId of soundIds) {
      const mine = bySound.get(soundId);
      if (mine === undefined) this.#labels.delete(soundId);
      else this.#labels.set(soundId, mine);
    }
    const wanted = await thread.call('label', soundIds, await this.#withTaught(labels));
    for (const { soundId, payloadId, region } of wanted) {
      if (region === null) continue;
      const stored = await this.#catalogue.vectors(soundId as SoundId, kind.modelVersion);
      if (stored === null) continue;
      const { from, to } = framesOfRegion(region, stored.levelsDb.length);
      const embeddings = stored.embeddings.slice(from * embeddingLength, to * embeddingLength);
      await thread.call('putRegion', payloadId, region, embeddings, stored.levelsDb.slice(from, to));
    }
  }

  /** Labels that the version's head has from its training run are told as such. */
  async #withTaught(labels: readonly TrainingLabel[]): Promise<readonly (TrainingLabel & { isTaught?: boolean })[]> {
    const { known } = this.model;
    if (known.size === 0) return labels;
    const hashes = new Map<number, string | null>();
    const ids = [...new Set(labels.map(({ soundId }) => soundId))];
    for (let at = 0; at < ids.length; at += SOUNDS_AT_ONCE) {
      const rows = await this.#catalogue.sounds(ids.slice(at, at + SOUNDS_AT_ONCE));
      for (const { id, payloadHash } of rows) hashes.set(id, payloadHash);
    }
    return labels.map((label) => ({
      ...label,
      isTaught: label.region === null && known.get(hashes.get(label.soundId) ?? '') === label.category,
    }));
  }

  /** Of sounds that were listened to before there were features: from their stored vectors. */
  async #makeFeatures(thread: LearnerThread, kind: FeatureKind): Promise<void> {
    const { modelVersion, featuresVersion: version } = kind;
    let after = 0;
    while (!this.#isOver) {
      try {
        const { payloads, next } = await this.#catalogue.payloadsWithoutFeatures(kind, after, PAYLOADS_AT_ONCE);
        const batch: { payloadId: number; features: { version: number; data: Uint8Array } }[] = [];
        let waiting: { payloadId: number; embeddings: Float32Array; levelsDb: Float32Array }[] = [];
        const pack = async () => {
          const packed = await thread.call('packAll', waiting);
          for (const [place, { payloadId }] of waiting.entries())
            batch.push({ payloadId, features: { version, data: packed[place] ?? new Uint8Array() } });
          waiting = [];
          await this.#giveWay();
        };
        for (const { payloadId, soundIds } of payloads) {
          const [soundId] = soundIds;
          const stored = soundId === undefined ? null : await this.#catalogue.vectors(soundId, modelVersion);
          if (stored === null || stored.modelVersion !== modelVersion) continue;
          waiting.push({ payloadId, embeddings: stored.embeddings, levelsDb: stored.levelsDb });
          if (waiting.reduce((sum, { levelsDb }) => sum + levelsDb.length, 0) >= FRAMES_AT_ONCE) await pack();
        }
        if (waiting.length > 0) await pack();
        if (batch.length > 0) {
          await this.#catalogue.storeFeatures(modelVersion, batch);
          const soundIds = payloads.flatMap((payload) => payload.soundIds);
          await this.#loadThese(thread, await this.#catalogue.learnableOf(kind, soundIds));
        }
        if (next === null) return;
        after = next;
      } catch (error) {
        if (this.#isOver) return;
        this.#fault(error);
        await rest(AFTER_FAULT_MILLISECONDS, this.#ended.signal);
      }
    }
  }

  async #giveWay(): Promise<void> {
    if (this.#options.heldDown()) await rest(GIVE_WAY_MILLISECONDS, this.#ended.signal);
  }

  #fault(error: unknown): void {
    if (!this.#isOver) this.#options.onFault(error);
  }
}

/** The frames that lie mostly inside a region; the nearest one where it is shorter than a frame. */
function framesOfRegion(
  { startSeconds, endSeconds }: NonNullable<TrainingLabel['region']>,
  count: number,
): { readonly from: number; readonly to: number } {
  const from = Math.max(0, Math.min(count - 1, Math.round(startSeconds / FRAME_HOP_SECONDS)));
  const last = Math.max(from, Math.min(count - 1, Math.round((endSeconds - FRAME_SECONDS) / FRAME_HOP_SECONDS)));
  return { from, to: last + 1 };
}
