/**
 * Learns from labels and suggests anew. Works in steps of some milliseconds that whoever runs it takes between messages:
 * fit the head, look first at what a new label is likeliest to change, then at all sounds. Knows what is stored, and gives
 * what differs from that.
 */
import type { Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { suggestionsText } from '../../../src-shared/suggestions/index.ts';
import { categories } from '../../../src-shared/ucs/index.ts';
import { type PackedFeatures, type SoundFeatures, unpackFeatures } from '../features.ts';
import { type Agreement, createAgreement, fellowWords, hasFellows, MOST_TOGETHER } from '../fellows.ts';
import { fusedHead, headShares, namedScore, namedScores, softmax } from '../fusion.ts';
import { heardWords } from '../heard.ts';
import {
  clueOf,
  type NamedBelief,
  type PackedNames,
  probabilityOf,
  shareProbability,
  unpackNames,
} from '../named/index.ts';
import { createNamedMemory } from '../scoring/named-memory.ts';
import { createScoreMemory, type ScoreMemory } from '../scoring/score-memory.ts';
import { componentCount, type Head, type Starter } from '../starter.ts';
import { certainCatId, type LearnedHead, learnedWords, namedEvidence, SUGGESTIONS_A_SOUND } from '../suggest.ts';
import { FirstFive } from './first-five.ts';
import { createHeadFitter } from './fit-head.ts';
import { Folders, type Part } from './folders.ts';
import { createNameLessons } from './name-lessons.ts';
import { scoringName } from './scoring-name.ts';
import { SlotTable } from './slot-table.ts';
import { createTrainingSet, type LabelOfSound, type Lesson } from './training-set.ts';

const WIDTH = categories.length;
const NO_BYTES = new Uint8Array();
/** Fitting may take so long before what is near a label is looked at with a head that isn't done. */
const QUICK_FIT_MILLISECONDS = 200;
/** Thousands of labels that contradict each other take long: all sounds are looked at before, and once more afterwards. */
const PATIENCE_MILLISECONDS = 3_000;
/** Then the head is good enough. */
const LONGEST_FIT_MILLISECONDS = 60_000;
const STEP_MILLISECONDS = 10;
/** Sounds looked at first, the labels they are near to, and how many parts of folders they may lie in. */
const NEAR_SOUNDS = 600;
const NEAR_LABELS = 4;
const NEAR_PARTS = 64;
/** No neighbours to say anything. */
const SILENT = -1;
const NOTHING = -1;
const NOTHING_ELSE: ReadonlyMap<number, number> = new Map();

/** Sounds with their features, one behind the other, as the catalogue gives them. */
export type SoundsWithFeatures = {
  readonly soundIds: Uint32Array;
  readonly payloadIds: Uint32Array;
  /** Numbers that stand for the folders that they lie in. */
  readonly folders: Float64Array;
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

export class Learner {
  readonly #starter: Starter;
  readonly #memory: ScoreMemory = createScoreMemory();
  readonly #named = createNamedMemory();
  readonly #fitter: ReturnType<typeof createHeadFitter>;
  readonly #training = createTrainingSet();
  readonly #nameLessons = createNameLessons();
  /** By payload, and region where it is of one; only of labelled ones. */
  readonly #regions = new Map<string, Float32Array | null>();
  readonly #slots = new SlotTable();
  #soundIds = new Uint32Array(1024);
  #payloadIds = new Uint32Array(1024);
  readonly #payloadSlots = new SlotTable();
  readonly #folders = new Folders({
    soundIdOf: (slot) => this.#soundIds[slot] ?? 0,
    cosines: (slot, slots) => this.#memory.likenessOf(slot, slots),
  });
  readonly #five = new FirstFive();
  /** 1: of the first of what is stored a person has labels, as far as is known. */
  #wordedByLabels = new Uint8Array(1024);
  #unknown: number[] = [];
  #queued = new Uint8Array(1024);
  #urgent: number[] = [];
  #background: number[] = [];
  #next = 0;
  #isLooking = false;
  #fitted = true;
  #fitSince = 0;
  /** All sounds are looked at with a head that isn't done. */
  #isImpatient = false;
  #chosenStale = false;
  /** Slots whose labels changed since what is near them was looked at. */
  #labelledNow: number[] = [];
  /** What is near them, likest first, and which sounds of it a person waits for. */
  #near: { readonly parts: Part[]; readonly ranks: ReadonlyMap<number, number> } = { parts: [], ranks: new Map() };
  #shown: readonly number[] = [];
  #head: Head;
  #headStale = true;
  #isQuickHead = false;
  /** What is stored of slots below is what the head says. */
  #adoptedBelow = 0;
  #scoring: string;
  /** Categories that a person said of any sound. */
  #labelled: ReadonlySet<number> = new Set();
  readonly #agreement = createAgreement();
  readonly #own = new Float64Array(MOST_TOGETHER * WIDTH);
  readonly #namedScores = new Float64Array(MOST_TOGETHER * WIDTH);

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
    return (
      this.#chosenStale ||
      !this.#fitted ||
      this.#labelledNow.length + this.#near.parts.length > 0 ||
      (this.#isLooking && this.#folders.isAnyDue)
    );
  }

  get isSettled(): boolean {
    return !this.isBusy && this.#unknown.length === 0 && this.#urgent.length + this.#background.length === 0;
  }

  /** Sounds as they are now; those that are here already with the same content stay as they are. */
  load({ soundIds, payloadIds, folders, features, ends, names = NO_BYTES, nameEnds }: SoundsWithFeatures): void {
    let from = 0;
    let namesFrom = 0;
    for (const [place, soundId] of soundIds.entries()) {
      const end = ends[place] ?? from;
      const namesEnd = nameEnds?.[place] ?? namesFrom;
      const sound = { soundId, payloadId: payloadIds[place] ?? 0, folder: folders[place] ?? 0 };
      this.#put(sound, features.subarray(from, end), names.subarray(namesFrom, namesEnd));
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
    this.#learnName(slot);
    this.#five.outdate(slot);
    this.#folders.markDue(slot);
  }

  /** Whatever is stored of any sound is made again. */
  outdateAll(): void {
    for (let slot = 0; slot < this.#next; slot += 1) if (this.#memory.has(slot)) this.#five.outdate(slot);
    this.#adoptedBelow = 0;
    this.#folders.markAllDue();
  }

  /** Sounds that nothing can be suggested for any more. */
  forget(soundIds: Iterable<number>): void {
    for (const soundId of soundIds) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#folders.remove(slot);
      this.#slots.delete(soundId);
      this.#soundIds[slot] = 0;
      this.#memory.clear(slot);
      if (this.#training.set(soundId, [])) this.#chosenStale = true;
      this.#nameLessons.set(soundId, null, NOTHING);
    }
  }

  /** What the names of a labelled sound mean to the person. */
  #learnName(slot: number): void {
    const soundId = this.#soundIds[slot] ?? 0;
    const said = this.#training.saidOf(soundId);
    this.#nameLessons.set(soundId, said < 0 ? null : clueOf(this.#named.namesOf(slot)), said);
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

  /** Whether the content of a sound is here with its features, in its folder. */
  has(soundId: number, payloadId: number, folder: number): boolean {
    const slot = this.#slots.get(soundId);
    if (slot === undefined || this.#payloadIds[slot] !== payloadId || !this.#memory.has(slot)) return false;
    return this.#folders.folderOf(slot) === folder;
  }

  /** All labels of people of some sounds, as they are now. */
  label(soundIds: Iterable<number>, labels: readonly LabelOfSound[]): void {
    const bySound = Map.groupBy(labels, ({ soundId }) => soundId);
    for (const soundId of soundIds) {
      if (!this.#training.set(soundId, bySound.get(soundId) ?? [])) continue;
      this.#chosenStale = true;
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#learnName(slot);
      if (!this.#memory.has(slot)) continue;
      this.#labelledNow.push(slot);
      this.#folders.markDue(slot);
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
      if (!this.#five.isKnown(slot) && this.#soundIds[slot] !== 0) taken.push(this.#soundIds[slot] as number);
    }
    return Uint32Array.from(taken);
  }

  /** What is stored of sounds: five numbers of categories each (255: none), and their probabilities. */
  putStored(soundIds: Uint32Array, stored: Uint8Array, shares: Float32Array): void {
    for (const [place, soundId] of soundIds.entries()) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      const [from, to] = [place * SUGGESTIONS_A_SOUND, (place + 1) * SUGGESTIONS_A_SOUND];
      this.#five.put(slot, { categories: stored.subarray(from, to), shares: shares.subarray(from, to) });
      // It may have been looked at before.
      this.#folders.markDue(slot);
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
    this.#adoptedBelow = this.#fitted && scoring === this.#scoring ? this.#next : 0;
    this.#isLooking = true;
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
    if (this.#labelledNow.length > 0) this.#findNear();
    if (this.#near.parts.length > 0) this.#lookNear();
    else if (this.#fitted || this.#isImpatient) this.#lookOn();
  }

  /** What differs from what is stored, most urgent first; it counts as stored once `stored` is called. */
  take(limit: number): Batch | null {
    // The likest of all come first.
    if (this.#near.parts.length > 0) return null;
    for (const [queue, urgent] of [
      [this.#urgent, true],
      [this.#background, false],
    ] as const) {
      const sounds: Renewed[] = [];
      while (sounds.length < limit && queue.length > 0) {
        const slot = (urgent ? queue.shift() : queue.pop()) as number;
        this.#queued[slot] = 0;
        const renewed = this.#renew(slot);
        if (renewed !== null) sounds.push(renewed);
      }
      if (sounds.length > 0) return { urgent, sounds };
    }
    return null;
  }

  #put(
    { soundId, payloadId, folder }: { readonly soundId: number; readonly payloadId: number; readonly folder: number },
    packed: PackedFeatures,
    names: PackedNames,
  ): void {
    const known = this.#slots.get(soundId);
    const slot = known ?? this.#next++;
    this.#makeRoom(slot);
    const isSame = known !== undefined && this.#payloadIds[slot] === payloadId;
    if (isSame && (this.#memory.has(slot) || packed.length === 0)) {
      if (this.#memory.has(slot)) this.#folders.put(slot, folder);
      this.#rename(slot, names);
      return;
    }
    this.#named.put(slot, names);
    this.#slots.set(soundId, slot);
    this.#soundIds[slot] = soundId;
    this.#payloadIds[slot] = payloadId;
    this.#learnName(slot);
    this.#five.forget(slot);
    this.#folders.remove(slot);
    this.#memory.put(slot, packed);
    if (!this.#memory.has(slot)) return;
    this.#folders.put(slot, folder);
    this.#payloadSlots.set(payloadId, slot);
    this.#chosenStale = true;
    this.#unknown.push(slot);
  }

  #makeRoom(slot: number): void {
    const room = this.#soundIds.length;
    if (slot < room) return;
    const next = Math.max(slot + 1, Math.ceil(room * 1.5));
    const widen = <Numbers extends Uint8Array | Uint32Array>(old: Numbers, wide: Numbers): Numbers => {
      wide.set(old);
      return wide;
    };
    this.#soundIds = widen(this.#soundIds, new Uint32Array(next));
    this.#payloadIds = widen(this.#payloadIds, new Uint32Array(next));
    this.#queued = widen(this.#queued, new Uint8Array(next));
    this.#wordedByLabels = widen(this.#wordedByLabels, new Uint8Array(next));
    this.#five.makeRoom(next);
  }

  /** Which labels are learned from now. */
  #choose(): void {
    this.#chosenStale = false;
    const chosen = this.#training.chosen(this.#starter.learning.mostPerCategory, (lesson) => this.#canLearn(lesson));
    this.#scoring = scoringName(this.#starter, chosen.keys(), this.#training.saidOfAll());
    this.#labelled = this.#training.labelled();
    if (this.#fitter.size() === chosen.size && this.#fitter.keys().every((key) => chosen.has(key))) return;
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
    this.#lookAtAll();
  }

  #takeHead(): void {
    if (!this.#headStale && !this.#isQuickHead) return;
    this.#head = this.#fitter.size() === 0 ? this.#starter.head : this.#fitter.head();
    this.#memory.goBy(fusedHead(this.#starter, this.#head));
    this.#headStale = false;
  }

  #lookImpatiently(): void {
    this.#isImpatient = true;
    this.#isQuickHead = true;
    this.#lookAtAll();
  }

  #lookAtAll(): void {
    // What is stored was made by another head.
    this.#adoptedBelow = 0;
    this.#folders.markAllDue();
    this.#takeHead();
  }

  #findNear(): void {
    if (!this.#fitted) {
      this.#isQuickHead = true;
      this.#takeHead();
    }
    const labelled = this.#labelledNow.splice(0).slice(-NEAR_LABELS);
    const found = labelled.filter((slot) => this.#memory.has(slot));
    const shown = this.#shown.flatMap((soundId) => this.#slots.get(soundId) ?? []);
    const near = found.flatMap((slot) => nearest(this.#memory.likeness(slot), NEAR_SOUNDS));
    const urgent = new Set([...found, ...shown, ...near]);
    const parts = this.#folders.takePartsOf(urgent, NEAR_PARTS);
    this.#near = {
      parts: [...parts, ...this.#near.parts],
      ranks: new Map(Array.from(urgent, (slot, rank) => [slot, rank])),
    };
  }

  #lookNear(): void {
    const until = performance.now() + STEP_MILLISECONDS;
    const { parts, ranks } = this.#near;
    while (parts.length > 0 && performance.now() < until) this.#look(parts.shift() as Part, ranks);
    if (parts.length > 0) return;
    const rankOf = (slot: number) => ranks.get(slot) ?? Number.MAX_SAFE_INTEGER;
    this.#urgent.sort((a, b) => rankOf(a) - rankOf(b));
  }

  #lookOn(): void {
    if (this.#fitted) this.#takeHead();
    const until = performance.now() + STEP_MILLISECONDS;
    while (performance.now() < until) {
      const part = this.#folders.takeDue();
      if (part === null) {
        this.#adoptedBelow = 0;
        return;
      }
      this.#look(part);
    }
  }

  /** Suggests for sounds of a folder, and remembers those for whom that differs from what is stored. */
  #look(part: Part, urgent?: ReadonlyMap<number, unknown>): void {
    const { scores, fellows } = this.#believe(part);
    const { found } = this.#five;
    for (const [place, slot] of part.slots.entries()) {
      const isUrgent = urgent?.has(slot) ?? false;
      if (!this.#five.isKnown(slot)) {
        if (slot >= this.#adoptedBelow) continue;
        this.#five.find(scores, place * WIDTH);
        this.#five.put(slot, found);
        this.#wordedByLabels[slot] = Number(this.#labelled.has(found.categories[0] as number));
        continue;
      }
      this.#five.find(scores, place * WIDTH);
      const isNew = this.#five.differs(slot, found) || (isUrgent && this.#isWordedOtherwise(slot, found.categories));
      if (!isNew && this.#queued[slot] === 0) continue;
      const shares = hasFellows(part.fellows, place)
        ? softmax(Float32Array.from(fellows.subarray(place * WIDTH, (place + 1) * WIDTH)))
        : null;
      this.#five.plan(slot, (category) => shares?.[category] ?? SILENT);
      if (this.#queued[slot] === 1 && !isUrgent) continue;
      (isUrgent ? this.#urgent : this.#background).push(slot);
      this.#queued[slot] = 1;
    }
  }

  #believe({ slots, fellows }: Part): Agreement {
    const { alone, besideNames } = this.#starter.fusion;
    this.#memory.scoreThese(slots, this.#own);
    for (const [place, slot] of slots.entries()) {
      if (this.#named.has(slot)) this.#readNames(slot, place);
    }
    const beliefs = {
      count: slots.length,
      own: this.#own,
      named: this.#namedScores,
      hasName: (place: number) => this.#named.has(slots[place] as number),
      decided: (place: number) => this.#training.saidOf(this.#soundIds[slots[place] as number] ?? 0),
      alone,
      besideNames,
    };
    return this.#agreement.of(beliefs, fellows);
  }

  /** What names add to scores, as the person understands them. */
  #readNames(slot: number, place: number): void {
    const names = this.#named.namesOf(slot);
    const scores = this.#namedScores;
    namedScores(names, scores, place * WIDTH);
    for (const [category, share] of this.#meantBy(names)) scores[place * WIDTH + category] = namedScore(share);
  }

  /** The shares that aren't what names mean to everybody. */
  #meantBy(names: PackedNames): ReadonlyMap<number, number> {
    const clue = clueOf(names);
    const meaning = clue && this.#nameLessons.meaningOf(clue);
    if (clue === null || !meaning) return NOTHING_ELSE;
    const most = shareProbability(names, 0);
    return new Map(
      Array.from(meaning, ([category, share]) => [
        category,
        most * share + (category === clue.category ? 0 : probabilityOf(names, category)),
      ]),
    );
  }

  /** All that is believed, sound by sound, folder by folder; whatever is being done goes on afterwards. @param take is given each sound with its 82 probabilities */
  tellAll(take: (soundId: number, probabilities: Float32Array) => void): void {
    this.#folders.markAllDue();
    for (let part = this.#folders.takeDue(); part !== null; part = this.#folders.takeDue()) {
      const { scores } = this.#believe(part);
      for (const [place, slot] of part.slots.entries()) {
        const own = Float32Array.from(scores.subarray(place * WIDTH, (place + 1) * WIDTH));
        take(this.#soundIds[slot] ?? 0, softmax(own));
      }
    }
    this.#folders.markAllDue();
  }

  #heardLogsOf(slot: number): Float32Array {
    const { logMean, logScale } = this.#starter.features;
    const logs = new Float32Array(WIDTH);
    this.#memory.readFeatures(slot, componentCount, logs);
    return logs.map((value, at) => value / (logScale[at] ?? 1) + (logMean[at] ?? 0));
  }

  /** Names can leave a probability where it was: what a person looks at says all the same that it was learned from. */
  #isWordedOtherwise(slot: number, found: Uint8Array): boolean {
    return this.#wordedByLabels[slot] !== Number(this.#labelled.has(found[0] as number));
  }

  #renew(slot: number): Renewed | null {
    const features = this.#memory.featuresOf(slot);
    const soundId = this.#soundIds[slot] ?? 0;
    if (features === null || soundId === 0) return null;
    const planned = this.#five.planned(slot);
    if (!this.#five.differs(slot, planned) && !this.#isWordedOtherwise(slot, planned.categories)) return null;
    this.#five.put(slot, planned);
    this.#wordedByLabels[slot] = Number(this.#labelled.has(planned.categories[0] as number));
    const suggestions = this.#suggestionsOf(slot, features, planned);
    const [best] = suggestions;
    const first = best && { category: best.category, catId: best.catId, probability: best.probability };
    return {
      soundId,
      payloadId: this.#payloadIds[slot] ?? 0,
      first: first ?? null,
      text: suggestionsText(suggestions),
    };
  }

  #suggestionsOf(
    slot: number,
    features: SoundFeatures,
    planned: ReturnType<FirstFive['planned']>,
  ): readonly Suggestion[] {
    const labelled = this.#labelled;
    const names = this.#named.namesOf(slot);
    const named = understood(unpackNames(names), this.#meantBy(names));
    const logs = this.#heardLogsOf(slot);
    const scores = new Float64Array(WIDTH);
    this.#memory.scoreThese([slot], scores);
    const learned = headShares(this.#starter, logs, scores);
    return Array.from(planned.categories, (index, place) => {
      const byFellows = planned.fellows[place] ?? SILENT;
      const likeFellows = fellowWords(byFellows, index);
      return {
        category: categories[index] ?? '',
        catId: certainCatId(named, index),
        probability: planned.shares[place] ?? 0,
        evidence: [
          {
            kind: 'heard' as const,
            probability: Math.min(1, Math.max(0, Math.exp(logs[index] ?? 0) - this.#starter.features.logFloor)),
            text: heardWords(features, index),
          },
          { kind: 'learned' as const, probability: learned[index] ?? 0, text: learnedWords(index, labelled) },
          ...(likeFellows === null ? [] : [{ kind: 'fellows' as const, probability: byFellows, text: likeFellows }]),
          ...(named === null ? [] : [namedEvidence(named, index)]),
        ],
      };
    });
  }

  /** These could not be stored after all: nobody knows what is. */
  refuse(sounds: readonly Pick<Renewed, 'soundId'>[]): void {
    for (const { soundId } of sounds) {
      const slot = this.#slots.get(soundId);
      if (slot === undefined) continue;
      this.#five.forget(slot);
      this.#unknown.push(slot);
    }
  }
}

/** What names say to the person who labels. */
function understood(named: NamedBelief | null, meant: ReadonlyMap<number, number>): NamedBelief | null {
  if (named === null || meant.size === 0) return named;
  const probabilities = named.probabilities.map((share, category) => meant.get(category) ?? share);
  const isLearned = (category: number) => (meant.get(category) ?? 0) > (named.probabilities[category] ?? 0);
  return {
    ...named,
    probabilities,
    explain: (category) =>
      isLearned(category) ? `you called others named so ${categories[category]}` : named.explain(category),
  };
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
