/**
 * Learns from labels and suggests anew. Works in steps of some milliseconds that whoever runs it takes between messages:
 * fit the head, look first at what a new label is likeliest to change, then at all sounds. Knows what is stored, and gives
 * what differs from that.
 */
import type { Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { suggestionsText } from '../../../src-shared/suggestions/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { type PackedFeatures, type SoundFeatures, unpackFeatures } from '../features.ts';
import { fusedHead, headShares, scoresBesideNames } from '../fusion.ts';
import { heardWords } from '../heard.ts';
import { type PackedNames, unpackNames } from '../named/index.ts';
import { createNamedMemory } from '../scoring/named-memory.ts';
import { createScoreMemory, type ScoreMemory } from '../scoring/score-memory.ts';
import { soundsAtOnce } from '../scoring/score-module.ts';
import { componentCount, type Head, type Starter } from '../starter.ts';
import { certainCatId, type LearnedHead, learnedWords, namedEvidence, SUGGESTIONS_A_SOUND } from '../suggest.ts';
import { createHeadFitter } from './fit-head.ts';
import { scoringName } from './scoring-name.ts';
import { SlotTable } from './slot-table.ts';
import { createTrainingSet, type LabelOfSound, type Lesson } from './training-set.ts';

// Inner loops index within bounds that the loops themselves set, hence `as number`: a check a number costs a third.

const SHOWN = SUGGESTIONS_A_SOUND;
const NONE = 255;
const NO_BYTES = new Uint8Array();
/** A change of a probability up to this is no reason to write. */
const NOTICEABLE = 0.01;
/** Nor is the order of what is less likely than this, both before and after. */
const UNLIKELY = 0.02;
/** Fitting may take so long before what is near a label is looked at with a head that isn't done. */
const QUICK_FIT_MILLISECONDS = 200;
/** Thousands of labels that contradict each other take long: all sounds are looked at before, and once more afterwards. */
const PATIENCE_MILLISECONDS = 3_000;
/** Then the head is good enough. */
const LONGEST_FIT_MILLISECONDS = 60_000;
const STEP_MILLISECONDS = 10;
/** Sounds looked at first, and labels they are near to. */
const NEAR_SOUNDS = 600;
const NEAR_LABELS = 4;
const BLOCKS_A_STEP = 8;

/** Sounds with their features, one behind the other, as the catalogue gives them. */
export type SoundsWithFeatures = {
  readonly soundIds: Uint32Array;
  readonly payloadIds: Uint32Array;
  readonly features: Uint8Array;
  readonly ends: Uint32Array;
  /** What names say of each, one behind the other, where somebody knows. */
  readonly names?: Uint8Array;
  readonly nameEnds?: Uint32Array;
};

export type Renewed = {
  readonly soundId: number;
  readonly payloadId: number;
  readonly first: Pick<Suggestion, 'category' | 'catId' | 'probability'> | null;
  /** All, as they are stored: threads hand texts on faster than objects. */
  readonly text: string;
};

/** What a person waits for comes `urgent`. */
export type Batch = { readonly urgent: boolean; readonly sounds: readonly Renewed[] };

/** What the heads of the encoder say (logarithms), and what the learned head says (probabilities). */
type Evidenced = { readonly logs: Float32Array; readonly learned: Float32Array };

export class Learner {
  readonly #starter: Starter;
  readonly #memory: ScoreMemory = createScoreMemory();
  readonly #named = createNamedMemory();
  readonly #fitter: ReturnType<typeof createHeadFitter>;
  readonly #training = createTrainingSet();
  /** By payload, and region where it is of one; only of labelled ones. */
  readonly #regions = new Map<string, Float32Array | null>();
  readonly #slots = new SlotTable();
  #soundIds = new Uint32Array(1024);
  #payloadIds = new Uint32Array(1024);
  readonly #payloadSlots = new SlotTable();
  /** First five as they are stored. */
  #stored = new Uint8Array(1024 * SHOWN);
  #shares = new Float32Array(1024 * SHOWN);
  /** 1: what is stored is known. */
  #known = new Uint8Array(1024);
  /** 1: of the first of what is stored a person has labels, as far as is known. */
  #wordedByLabels = new Uint8Array(1024);
  #unknown: number[] = [];
  #queued = new Uint8Array(1024);
  #urgent: number[] = [];
  #background: number[] = [];
  #next = 0;
  #scanAt = Number.POSITIVE_INFINITY;
  #fitted = true;
  #fitSince = 0;
  /** All sounds are looked at with a head that isn't done. */
  #isImpatient = false;
  #chosenStale = false;
  /** Slots whose labels changed since what is near them was looked at. */
  #labelledNow: number[] = [];
  #shown: readonly number[] = [];
  #head: Head;
  #headStale = true;
  #isQuickHead = false;
  /** What is stored of slots below is what the head says. */
  #adoptedBelow = 0;
  #scoring: string;
  /** Categories that a person said of any sound. */
  #labelled: ReadonlySet<number> = new Set();
  readonly #found = new Uint8Array(SHOWN);
  readonly #foundShares = new Float32Array(SHOWN);
  readonly #heardLogs = new Float32Array(categories.length);
  readonly #besideNames = new Float64Array(categories.length);

  constructor(starter: Starter) {
    this.#starter = starter;
    this.#head = starter.head;
    this.#fitter = createHeadFitter(starter.head, starter.learning);
    this.#scoring = scoringName(starter, []);
  }

  get soundCount(): number {
    return this.#slots.size;
  }

  /** What suggestions are made by once there is nothing left to do. */
  get scoring(): string {
    return this.#scoring;
  }

  get learned(): LearnedHead {
    return { head: this.#head, labelled: this.#labelled };
  }

  /** Something is left to work out; what is worked out may still wait in batches. */
  get isBusy(): boolean {
    return this.#chosenStale || !this.#fitted || this.#labelledNow.length > 0 || this.#scanAt < this.#memory.count();
  }

  get isSettled(): boolean {
    return !this.isBusy && this.#unknown.length === 0 && this.#urgent.length + this.#background.length === 0;
  }

  /** Sounds as they are now; those that are here already with the same content stay as they are. */
  load({ soundIds, payloadIds, features, ends, names = NO_BYTES, nameEnds }: SoundsWithFeatures): void {
    let from = 0;
    let namesFrom = 0;
    for (const [place, soundId] of soundIds.entries()) {
      const end = ends[place] ?? from;
      const namesEnd = nameEnds?.[place] ?? namesFrom;
      this.#put(soundId, payloadIds[place] ?? 0, features.subarray(from, end), names.subarray(namesFrom, namesEnd));
      from = end;
      namesFrom = namesEnd;
    }
  }

  /** Names of sounds were read anew: whatever is stored of them is made again. */
  putNames(soundIds: Uint32Array, names: Uint8Array, ends: Uint32Array): void {
    let from = 0;
    for (const [place, soundId] of soundIds.entries()) {
      const end = ends[place] ?? from;
      const slot = this.#slots.get(soundId);
      if (slot !== undefined) this.#rename(slot, names.subarray(from, end));
      from = end;
    }
  }

  #rename(slot: number, packed: PackedNames): void {
    if (areEqual(this.#named.namesOf(slot), packed)) return;
    this.#named.put(slot, packed);
    this.#stored.fill(NONE, slot * SHOWN, (slot + 1) * SHOWN);
    this.#shares.fill(0, slot * SHOWN, (slot + 1) * SHOWN);
    this.#known[slot] = 1;
    // The pass over all comes, or has been here.
    if (slot < this.#scanAt && !this.isFitting) this.#look(slot, 1, this.#background);
  }

  /** Sounds that nothing can be suggested for any more. */
  forget(soundIds: Iterable<number>): void {
    for (const soundId of soundIds) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#slots.delete(soundId);
      this.#soundIds[slot] = 0;
      this.#memory.clear(slot);
      if (this.#training.set(soundId, [])) this.#chosenStale = true;
    }
  }

  /** Forgets all sounds but these. */
  keepOnly(soundIds: Iterable<number>): void {
    const kept = new Set(soundIds);
    this.forget(
      Array.from(this.#soundIds)
        .slice(0, this.#next)
        .filter((soundId) => soundId !== 0 && !kept.has(soundId)),
    );
  }

  /** Whether the content of a sound is here with its features. */
  has(soundId: number, payloadId: number): boolean {
    const slot = this.#slots.get(soundId);
    return slot !== undefined && this.#payloadIds[slot] === payloadId && this.#memory.has(slot);
  }

  /** All labels of people of some sounds, as they are now. */
  label(soundIds: Iterable<number>, labels: readonly LabelOfSound[]): void {
    const bySound = Map.groupBy(labels, ({ soundId }) => soundId);
    for (const soundId of soundIds) {
      if (!this.#training.set(soundId, bySound.get(soundId) ?? [])) continue;
      this.#chosenStale = true;
      const slot = this.#slots.get(soundId);
      if (slot !== undefined && this.#memory.has(slot)) this.#labelledNow.push(slot);
    }
  }

  /** Which labelled regions wait for features. */
  regionsWanted(labels: readonly LabelOfSound[]): readonly LabelOfSound[] {
    return labels.filter(
      ({ payloadId, region }) => region !== null && !this.#regions.has(regionKey(payloadId, region)),
    );
  }

  /** @param packed `null`: the region is silent */
  putRegion(payloadId: number, region: NonNullable<LabelOfSound['region']>, packed: PackedFeatures | null): void {
    const features = packed && unpackFeatures(packed);
    const { values, scale } = features ?? { values: new Int8Array(), scale: 0 };
    this.#regions.set(regionKey(payloadId, region), features && Float32Array.from(values, (value) => value * scale));
    this.#chosenStale = true;
  }

  /** Sounds of whom it must be told what is stored. */
  takeUnknown(limit: number): Uint32Array {
    const taken: number[] = [];
    if (this.#adoptedBelow > 0) return new Uint32Array();
    while (taken.length < limit && this.#unknown.length > 0) {
      const slot = this.#unknown.pop() as number;
      if (this.#known[slot] === 0 && this.#soundIds[slot] !== 0) taken.push(this.#soundIds[slot] as number);
    }
    return Uint32Array.from(taken);
  }

  /** What is stored of sounds: five numbers of categories each (255: none), and their probabilities. */
  putStored(soundIds: Uint32Array, stored: Uint8Array, shares: Float32Array): void {
    for (const [place, soundId] of soundIds.entries()) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#stored.set(stored.subarray(place * SHOWN, (place + 1) * SHOWN), slot * SHOWN);
      this.#shares.set(shares.subarray(place * SHOWN, (place + 1) * SHOWN), slot * SHOWN);
      this.#known[slot] = 1;
      // The pass over all has been here, or comes.
      if (slot < this.#scanAt && !this.isFitting) this.#look(slot, 1, this.#background);
    }
  }

  /** Is told once all sounds and labels are here: what is stored was made by this, so that it need not be read. */
  begin(scoring: string | null): void {
    this.#choose();
    // Nothing is shown before.
    this.#fitted = this.#fitter.fit(PATIENCE_MILLISECONDS);
    if (this.#fitted) this.#finishFit();
    else this.#lookImpatiently();
    this.#labelledNow = [];
    this.#adoptedBelow = scoring === this.#scoring ? this.#memory.count() : 0;
    this.#scanAt = 0;
  }

  get isFitting(): boolean {
    return this.#chosenStale || !this.#fitted;
  }

  /** Sounds that a person looks at come before others. */
  show(soundIds: readonly number[]): void {
    this.#shown = soundIds;
  }

  /** Works for some milliseconds. */
  step(): void {
    if (this.#chosenStale) this.#choose();
    if (!this.#fitted) {
      const lasted = performance.now() - this.#fitSince;
      this.#fitted = this.#fitter.fit(STEP_MILLISECONDS) || lasted > LONGEST_FIT_MILLISECONDS;
      if (this.#fitted) this.#finishFit();
      else if (lasted > PATIENCE_MILLISECONDS && !this.#isImpatient) this.#lookImpatiently();
      const looksNear = this.#labelledNow.length > 0 && lasted > QUICK_FIT_MILLISECONDS;
      if (!this.#fitted && !this.#isImpatient && !looksNear) return;
    }
    if (this.#labelledNow.length > 0) {
      this.#lookNear();
      return;
    }
    if (this.#fitted || this.#isImpatient) this.#lookOn();
  }

  /** What differs from what is stored, most urgent first; it counts as stored once `stored` is called. */
  take(limit: number): Batch | null {
    for (const [queue, urgent] of [
      [this.#urgent, true],
      [this.#background, false],
    ] as const) {
      const sounds: Renewed[] = [];
      while (sounds.length < limit && queue.length > 0) {
        const slot = queue.pop() as number;
        this.#queued[slot] = 0;
        const renewed = this.#renew(slot);
        if (renewed !== null) sounds.push(renewed);
      }
      if (sounds.length > 0) return { urgent, sounds };
    }
    return null;
  }

  #put(soundId: number, payloadId: number, packed: PackedFeatures, names: PackedNames): void {
    const known = this.#slots.get(soundId);
    const slot = known ?? this.#next++;
    this.#makeRoom(slot);
    const isSame = known !== undefined && this.#payloadIds[slot] === payloadId;
    if (isSame && (this.#memory.has(slot) || packed.length === 0)) {
      this.#rename(slot, names);
      return;
    }
    this.#named.put(slot, names);
    this.#slots.set(soundId, slot);
    this.#soundIds[slot] = soundId;
    this.#payloadIds[slot] = payloadId;
    this.#known[slot] = 0;
    if (packed.length === 0) this.#memory.clear(slot);
    else {
      this.#memory.put(slot, packed);
      this.#payloadSlots.set(payloadId, slot);
      this.#chosenStale = true;
      this.#unknown.push(slot);
    }
  }

  #makeRoom(slot: number): void {
    const room = this.#soundIds.length;
    if (slot < room) return;
    const next = Math.max(slot + 1, Math.ceil(room * 1.5));
    const widen = <Numbers extends Uint8Array | Uint32Array | Float32Array>(old: Numbers, wide: Numbers): Numbers => {
      wide.set(old);
      return wide;
    };
    this.#soundIds = widen(this.#soundIds, new Uint32Array(next));
    this.#payloadIds = widen(this.#payloadIds, new Uint32Array(next));
    this.#stored = widen(this.#stored, new Uint8Array(next * SHOWN));
    this.#shares = widen(this.#shares, new Float32Array(next * SHOWN));
    this.#known = widen(this.#known, new Uint8Array(next));
    this.#queued = widen(this.#queued, new Uint8Array(next));
    this.#wordedByLabels = widen(this.#wordedByLabels, new Uint8Array(next));
  }

  /** Which labels are learned from now. */
  #choose(): void {
    this.#chosenStale = false;
    const chosen = this.#training.chosen(this.#starter.learning.mostPerCategory, (lesson) => this.#canLearn(lesson));
    const before = this.#scoring;
    this.#scoring = scoringName(this.#starter, chosen.keys());
    this.#labelled = this.#training.labelled();
    if (before === this.#scoring) return;
    for (const key of this.#fitter.keys()) if (!chosen.has(key)) this.#fitter.remove(key);
    for (const [key, lesson] of chosen) {
      if (this.#fitter.has(key)) continue;
      const features = this.#featuresOf(lesson);
      if (features !== null) this.#fitter.add(key, lesson.category, features);
    }
    this.#fitted = false;
    this.#isImpatient = false;
    this.#fitSince = performance.now();
  }

  #canLearn({ payloadId, region }: Lesson): boolean {
    if (region !== null) return (this.#regions.get(regionKey(payloadId, region)) ?? null) !== null;
    const slot = this.#payloadSlots.get(payloadId);
    return slot !== undefined && this.#payloadIds[slot] === payloadId && this.#memory.has(slot);
  }

  #featuresOf({ payloadId, region }: Lesson): Float32Array | null {
    if (region !== null) return this.#regions.get(regionKey(payloadId, region)) ?? null;
    const features = this.#memory.featuresOf(this.#payloadSlots.get(payloadId) ?? -1);
    return features && Float32Array.from(features.values, (value) => value * features.scale);
  }

  #finishFit(): void {
    this.#fitted = true;
    this.#headStale = true;
    this.#isQuickHead = false;
    this.#isImpatient = false;
    this.#scanAt = 0;
    this.#takeHead();
  }

  #takeHead(): void {
    if (!this.#headStale && !this.#isQuickHead) return;
    this.#head = this.#fitter.size() === 0 ? this.#starter.head : this.#fitter.head();
    this.#memory.goBy(fusedHead(this.#starter, this.#head, this.#starter.fusion.withoutNames));
    this.#headStale = false;
  }

  #lookImpatiently(): void {
    this.#isImpatient = true;
    this.#isQuickHead = true;
    this.#scanAt = 0;
    this.#takeHead();
  }

  #lookNear(): void {
    if (!this.#fitted) {
      this.#isQuickHead = true;
      this.#takeHead();
    }
    const slots = this.#labelledNow.splice(0).slice(-NEAR_LABELS);
    for (const soundId of this.#shown) {
      const slot = this.#slots.get(soundId);
      if (slot !== undefined) this.#look(slot, 1, this.#urgent);
    }
    for (const slot of slots) {
      if (!this.#memory.has(slot)) continue;
      for (const near of nearest(this.#memory.likeness(slot), NEAR_SOUNDS)) this.#look(near, 1, this.#urgent);
    }
    // Taken from its end, so the likest come last.
    this.#urgent.reverse();
  }

  #lookOn(): void {
    if (this.#fitted) this.#takeHead();
    const count = this.#memory.count();
    for (let block = 0; block < BLOCKS_A_STEP && this.#scanAt < count; block += 1) {
      const from = this.#scanAt;
      const to = Math.min(count, from + soundsAtOnce);
      this.#look(from, to - from, this.#background);
      this.#scanAt = to;
    }
    if (this.#scanAt < count) return;
    this.#scanAt = Number.POSITIVE_INFINITY;
    this.#adoptedBelow = 0;
  }

  /** What is suggested by: with what names say where they say something. They are gone with the next sound. */
  #fusedScores(slot: number, scores: Float64Array): Float64Array {
    if (!this.#named.has(slot)) return scores;
    scoresBesideNames(
      this.#starter.fusion,
      this.#named.namesOf(slot),
      scores,
      this.#heardLogsOf(slot),
      this.#besideNames,
    );
    return this.#besideNames;
  }

  #heardLogsOf(slot: number): Float32Array {
    const { logMean, logScale } = this.#starter.features;
    const logs = this.#heardLogs;
    this.#memory.readFeatures(slot, componentCount, logs);
    for (let at = 0; at < logs.length; at += 1) {
      logs[at] = (logs[at] as number) / (logScale[at] as number) + (logMean[at] as number);
    }
    return logs;
  }

  /** Scores sounds, and remembers those that differ from what is stored. */
  #look(slot: number, count: number, queue: number[]): void {
    this.#memory.score(slot, count, (at, scores) => {
      if (this.#soundIds[at] === 0) return;
      if (this.#known[at] === 0) {
        if (at >= this.#adoptedBelow) return;
        this.#findBest(this.#fusedScores(at, scores));
        this.#store(at);
        return;
      }
      if (this.#queued[at] === 1 && queue !== this.#urgent) return;
      this.#findBest(this.#fusedScores(at, scores));
      if (!this.#differs(at) && (queue !== this.#urgent || !this.#isWordedOtherwise(at))) return;
      queue.push(at);
      this.#queued[at] = 1;
    });
  }

  /** The first five and their probabilities, into `#found`. */
  #findBest(scores: Float64Array): void {
    const found = this.#found;
    const shares = this.#foundShares;
    let largest = Number.NEGATIVE_INFINITY;
    for (let at = 0; at < categories.length; at += 1)
      if ((scores[at] as number) > largest) largest = scores[at] as number;
    let total = 0;
    let filled = 0;
    for (let at = 0; at < categories.length; at += 1) {
      const score = scores[at] as number;
      if (score > largest - 20) total += Math.exp(score - largest);
      if (filled === SHOWN && score <= (scores[found[SHOWN - 1] as number] as number)) continue;
      let place = filled < SHOWN ? filled++ : SHOWN - 1;
      while (place > 0 && (scores[found[place - 1] as number] as number) < score) {
        found[place] = found[place - 1] as number;
        place -= 1;
      }
      found[place] = at;
    }
    for (let place = 0; place < SHOWN; place += 1) {
      shares[place] = Math.exp((scores[found[place] as number] as number) - largest) / total;
    }
  }

  #store(slot: number): void {
    this.#stored.set(this.#found, slot * SHOWN);
    this.#shares.set(this.#foundShares, slot * SHOWN);
    this.#known[slot] = 1;
    this.#wordedByLabels[slot] = Number(this.#labelled.has(this.#found[0] as number));
  }

  /** Names can leave a probability where it was: what a person looks at says all the same that it was learned from. */
  #isWordedOtherwise(slot: number): boolean {
    return this.#wordedByLabels[slot] !== Number(this.#labelled.has(this.#found[0] as number));
  }

  /** Whether a person would see that `#found` is not what is stored. */
  #differs(slot: number): boolean {
    const from = slot * SHOWN;
    let isOrdered = true;
    for (let place = 0; place < SHOWN; place += 1) {
      const share = this.#foundShares[place] as number;
      const before = this.#shareBefore(from, this.#found[place] as number);
      if (Math.abs(share - before) > NOTICEABLE) return true;
      if (this.#found[place] !== this.#stored[from + place] && Math.max(share, before) > UNLIKELY) isOrdered = false;
      // What was among the first and is not any more.
      if ((this.#shares[from + place] as number) > NOTICEABLE && !this.#isFound(this.#stored[from + place] as number))
        return true;
    }
    return !isOrdered || this.#stored[from] === NONE;
  }

  #shareBefore(from: number, category: number): number {
    for (let place = 0; place < SHOWN; place += 1) {
      if (this.#stored[from + place] === category) return this.#shares[from + place] as number;
    }
    // It was at most as likely as the last of the five.
    return 0;
  }

  #isFound(category: number): boolean {
    return this.#found.includes(category);
  }

  #renew(slot: number): Renewed | null {
    const features = this.#memory.featuresOf(slot);
    const soundId = this.#soundIds[slot] ?? 0;
    if (features === null || soundId === 0) return null;
    let evidence: Evidenced | null = null;
    this.#memory.score(slot, 1, (at, scores) => {
      this.#findBest(this.#fusedScores(at, scores));
      if (!this.#differs(at) && !this.#isWordedOtherwise(at)) return;
      this.#store(at);
      const logs = this.#heardLogsOf(at).slice();
      evidence = { logs, learned: headShares(logs, scores, this.#starter.fusion.withoutNames) };
    });
    if (evidence === null) return null;
    const suggestions = this.#suggestionsOf(features, evidence, this.#named.namesOf(slot));
    const [best] = suggestions;
    const first = best && { category: best.category, catId: best.catId, probability: best.probability };
    return {
      soundId,
      payloadId: this.#payloadIds[slot] ?? 0,
      first: first ?? null,
      text: suggestionsText(suggestions),
    };
  }

  /** Of `#found`. */
  #suggestionsOf(features: SoundFeatures, { logs, learned }: Evidenced, names: PackedNames): readonly Suggestion[] {
    const labelled = this.#labelled;
    const named = unpackNames(names);
    return Array.from(this.#found, (index, place) => ({
      category: categories[index] ?? '',
      catId: certainCatId(named, index),
      probability: this.#foundShares[place] ?? 0,
      evidence: [
        {
          kind: 'heard' as const,
          probability: Math.min(1, Math.max(0, Math.exp(logs[index] ?? 0) - this.#starter.features.logFloor)),
          text: heardWords(features, index),
        },
        { kind: 'learned' as const, probability: learned[index] ?? 0, text: learnedWords(index, labelled) },
        ...(named === null ? [] : [namedEvidence(named, index)]),
      ],
    }));
  }

  /** These could not be stored after all: nobody knows what is. */
  refuse(sounds: readonly Pick<Renewed, 'soundId'>[]): void {
    for (const { soundId } of sounds) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#known[slot] = 0;
      this.#unknown.push(slot);
    }
  }
}

const areEqual = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((value, at) => value === b[at]);

const regionKey = (payloadId: number, { startSeconds, endSeconds }: NonNullable<LabelOfSound['region']>): string =>
  `${payloadId} ${startSeconds} ${endSeconds}`;

/** Indices of the largest, about so many, the largest first. */
function nearest(cosines: Float32Array, wanted: number): readonly number[] {
  const bins = 512;
  const counts = new Uint32Array(bins);
  const binOf = (cosine: number) => Math.min(bins - 1, Math.max(0, Math.floor(((cosine + 1) / 2) * bins)));
  for (const cosine of cosines) counts[binOf(cosine)] = (counts[binOf(cosine)] ?? 0) + 1;
  let least = bins - 1;
  for (let sum = counts[least] ?? 0; sum < wanted && least > 0; sum += counts[least] ?? 0) least -= 1;
  const found: number[] = [];
  for (const [at, cosine] of cosines.entries()) if (cosine !== 0 && binOf(cosine) >= least) found.push(at);
  return found.sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0)).slice(0, wanted);
}
