import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem, ReviewOrder, ReviewState } from '../../../src-shared/contract/review.ts';
import { rest } from '../../../src-shared/jobs/index.ts';
import type { Catalogue, ReviewColumns } from '../../catalogue/index.ts';
import { Notifier } from '../jobs/notifier.ts';
import { type Arrangement, arrange, layOver, type SurveyedPlaces } from './arrangement.ts';
import { isAuditPlace } from './audit-draw.ts';
import { activeModel, auditsThatSpeak } from './audits.ts';
import { type Cover, createCover } from './cover.ts';
import { coveringWorth } from './covering-worth.ts';
import { describeItems } from './describe-items.ts';
import { Disagreements } from './disagreements.ts';
import { placesIn } from './places.ts';
import { greatest } from './ranking.ts';
import type { ReviewScope } from './scope.ts';
import { randomOf } from './seeded.ts';

/** What a review works with. */
export type ReviewParts = {
  readonly catalogue: () => Catalogue;
  /** Grows with each change of the catalogue. */
  readonly version: () => number;
  readonly onFault: (error: unknown) => void;
};

export type NextRequest = {
  readonly order: ReviewOrder;
  readonly seed: number;
  readonly onHand: readonly SoundId[];
  readonly place: number;
  readonly limit: number;
};

/** How often a random sound is drawn again because what was drawn is on show already. */
const mostDraws = 20;
/** New sounds that make a new survey worth its work, as a share of all. */
const newShare = 0.02;

/** One review: what is open in a scope, how it hangs together, and what comes next. */
export class ReviewSession {
  readonly id: number;
  readonly scope: ReviewScope;
  readonly #parts: ReviewParts;
  readonly #auditSeed: number;
  readonly #changes = new Notifier();
  readonly #disagreements: Disagreements;
  readonly #ended = new AbortController();
  /** Sounds that were decided here, by how many readings of the columns had begun then. */
  readonly #decided = new Map<number, number>();
  readonly #skipped = new Set<number>();
  readonly #drawn = new Map<number, number>();
  #readings = 0;
  #readVersion = -1;
  #columns: ReviewColumns | null = null;
  #placeOf: (soundId: number) => number = () => -1;
  #surveyed: SurveyedPlaces | null = null;
  #surveying: Promise<void> | null = null;
  #cover: Cover | null = null;
  #coveredCells: Uint8Array = new Uint8Array(0);
  #arrangement: Arrangement | null = null;
  #audits = { judged: 0, skipped: 0 };
  /** Audited in a review before and not judged: asked for again before anything new is drawn. */
  #passedOver: readonly SoundId[] = [];

  constructor(id: number, scope: ReviewScope, parts: ReviewParts, auditSeed: number) {
    this.id = id;
    this.scope = scope;
    this.#parts = parts;
    this.#auditSeed = auditSeed;
    this.#disagreements = new Disagreements(parts.catalogue, () => this.#changes.notify(), parts.onFault);
  }

  get changes(): Pick<Notifier, 'version' | 'changedSince'> {
    return this.#changes;
  }

  /** The state of the catalogue that was read last. */
  get readVersion(): number {
    return this.#readVersion;
  }

  get state(): ReviewState {
    const { person, machine, heads, open } = this.#arranged();
    return {
      sessionId: this.id,
      version: this.#changes.version,
      sounds: { total: this.#columns?.ids.length ?? 0, person, machine, open: open.length },
      groups: this.#surveyed === null ? null : heads.length,
      audits: this.#audits,
    };
  }

  get columns(): ReviewColumns {
    if (this.#columns === null) throw new Error('The review was not read yet.');
    return this.#columns;
  }

  get arrangement(): Arrangement {
    return this.#arranged();
  }

  /** Whether a sound lies in what is reviewed. */
  holds(soundId: SoundId): boolean {
    return this.#placeOf(soundId) >= 0;
  }

  get surveyed(): SurveyedPlaces | null {
    return this.#surveyed;
  }

  /** Reads what is open now; with much that is new the survey is begun anew, without waiting for it. */
  async refresh(): Promise<void> {
    this.#readings += 1;
    const reading = this.#readings;
    this.#readVersion = this.#parts.version();
    const catalogue = this.#parts.catalogue();
    const columns = await this.scope.use(catalogue, (id) => catalogue.reviewColumns(id));
    if (this.#columns !== null && columns.revision < this.#columns.revision) return;
    this.#columns = columns;
    this.#placeOf = placesIn(columns.ids);
    if (this.#surveyed !== null) this.#surveyed = layOver(columns, this.#surveyed.survey);
    for (const [soundId, decidedAt] of this.#decided) if (decidedAt < reading) this.#decided.delete(soundId);
    await this.#countAudits();
    this.#rearrange();
    this.#surveyIfNeeded();
  }

  /** Waits for the survey under way, but not for long: what is on show before it is through stands alone. */
  async surveyedWithin(milliseconds: number): Promise<void> {
    const waiting = new AbortController();
    const signal = AbortSignal.any([waiting.signal, this.#ended.signal]);
    await Promise.race([this.#surveying, rest(milliseconds, signal)]);
    waiting.abort();
  }

  close(): void {
    this.#ended.abort();
    this.#disagreements.close();
  }

  /** Decided sounds are gone at once, whatever the next reading says. */
  noteDecided(soundIds: readonly SoundId[]): void {
    for (const soundId of soundIds) this.#decided.set(soundId, this.#readings);
    this.#rearrange();
  }

  /** They come last from now on; an audit of them counts, which no reading of the columns would tell. */
  async noteSkipped(soundIds: readonly SoundId[]): Promise<void> {
    for (const soundId of soundIds) this.#skipped.add(soundId);
    await this.#countAudits();
    this.#changes.notify();
  }

  async next({ order, seed, onHand, place, limit }: NextRequest): Promise<readonly ReviewItem[]> {
    const shown = new Set<number>(onHand.map((id) => this.#headOf(id)).filter((head) => head >= 0));
    const picked: { readonly kind: ReviewItem['kind']; readonly place: number }[] = [];
    for (let at = place; at < place + limit; at++) {
      const audited = isAuditPlace(at, this.#auditSeed) ? this.#drawAudit(at, shown) : -1;
      const next = audited >= 0 ? audited : this.#pick(order, seed, shown);
      if (next < 0) break;
      picked.push({ kind: audited >= 0 ? 'audit' : 'queue', place: next });
      shown.add(this.#arranged().headOf[next] ?? next);
    }
    const groups = picked.map((each) => ({ kind: each.kind, members: this.#membersOf(each.place) }));
    const disagreementOf = order === 'disagreement' ? (id: SoundId) => this.#disagreements.of(id) : null;
    return describeItems(this.#parts.catalogue(), this.columns, this.#surveyed, groups, disagreementOf);
  }

  #pick(order: ReviewOrder, seed: number, shown: ReadonlySet<number>): number {
    const isShown = (place: number): boolean => shown.has(place);
    const isLeftOut = (place: number): boolean => shown.has(place) || this.#isSkipped(place);
    const { heads } = this.#arranged();
    const worth = this.#worthOf(order, seed, shown);
    return greatest(heads, 1, worth, isLeftOut)[0] ?? greatest(heads, 1, worth, isShown)[0] ?? -1;
  }

  /** What makes a place come earlier in an order. */
  #worthOf(order: ReviewOrder, seed: number, shown: ReadonlySet<number>): (place: number) => number {
    const { ids, probability, addedMilliseconds } = this.columns;
    // A sound without suggestions is mostly silent: nothing is learned from it.
    const uncertainty = (place: number): number => {
      const sureness = probability[place] as number;
      return Number.isNaN(sureness) ? -1 : 1 - sureness;
    };
    switch (order) {
      case 'least-certain':
        return uncertainty;
      case 'newest':
        return (place) => addedMilliseconds[place] as number;
      case 'random':
        return (place) => randomOf(seed, ids[place] as number);
      case 'disagreement': {
        this.#disagreements.learn(this.columns, this.#arranged().open);
        // Where nothing disagrees the least certain come.
        return (place) => this.#disagreements.of(ids[place] as number) * 10 + uncertainty(place);
      }
      case 'covering':
        return this.#coveringWorth(shown) ?? uncertainty;
    }
  }

  #coveringWorth(shown: ReadonlySet<number>): ((place: number) => number) | null {
    if (this.#surveyed === null || this.#cover === null) return null;
    return coveringWorth({
      columns: this.columns,
      surveyed: this.#surveyed,
      cover: this.#cover,
      coveredCells: this.#coveredCells,
      heads: this.#arranged().heads,
      shown,
      isSkipped: (place) => this.#isSkipped(place),
    });
  }

  /** The random sound of a place, the same as long as it is open, not on show and not skipped. */
  #drawAudit(at: number, shown: ReadonlySet<number>): number {
    const { open, headOf } = this.#arranged();
    const isFree = (place: number): boolean => place >= 0 && !shown.has(headOf[place] ?? place) && this.#isOpen(place);
    const before = this.#placeOf(this.#drawn.get(at) ?? -1);
    if (isFree(before) && !this.#isSkipped(before)) return before;
    const again = this.#passedOver.find((id) => !this.#skipped.has(id) && isFree(this.#placeOf(id)));
    if (again !== undefined) {
      this.#drawn.set(at, again);
      return this.#placeOf(again);
    }
    for (let draw = 0; draw < mostDraws && open.length > 0; draw++) {
      const place = open[Math.floor(randomOf(this.#auditSeed ^ 0x5bd1e995, at * mostDraws + draw) * open.length)] ?? -1;
      if (!isFree(place) || this.#skipped.has(this.columns.ids[place] ?? 0)) continue;
      this.#drawn.set(at, this.columns.ids[place] ?? 0);
      return place;
    }
    return -1;
  }

  /** A sound and the open ones of its group. */
  #membersOf(first: number): readonly number[] {
    const { open, headOf } = this.#arranged();
    const head = headOf[first];
    const others: number[] = [];
    if (this.#surveyed === null) return [first];
    for (let at = 0; at < open.length; at++) {
      const place = open[at] as number;
      if (headOf[place] === head && place !== first) others.push(place);
    }
    return [first, ...others];
  }

  #headOf(soundId: number): number {
    const place = this.#placeOf(soundId);
    return place < 0 ? -1 : (this.#arranged().headOf[place] ?? -1);
  }

  #isSkipped(place: number): boolean {
    return this.#skipped.size > 0 && this.#skipped.has(this.columns.ids[place] as number);
  }

  #isOpen(place: number): boolean {
    const { open } = this.#arranged();
    // They stand in their order.
    let [low, high] = [0, open.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((open[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return open[low] === place;
  }

  #arranged(): Arrangement {
    if (this.#arrangement === null) throw new Error('The review was not read yet.');
    return this.#arrangement;
  }

  #rearrange(): void {
    if (this.#columns === null) return;
    const decided = new Set(Array.from(this.#decided.keys(), this.#placeOf));
    const arrangement = arrange(this.#columns, this.#surveyed, this.scope.withLabelled, decided);
    this.#arrangement = arrangement;
    this.#explainCells(arrangement);
    this.#changes.notify();
  }

  /** What was decided explains what lies near; what was taken back no longer does. */
  #explainCells({ decidedCells, cellWeights }: Arrangement): void {
    const cover = this.#cover;
    if (cover === null) return;
    const before = this.#coveredCells;
    const isLess = before.some((was, cell) => was === 1 && decidedCells[cell] !== 1);
    if (isLess) cover.forget();
    for (let cell = 0; cell < decidedCells.length; cell++) {
      if (decidedCells[cell] === 1 && (isLess || before[cell] !== 1)) cover.explain(cell);
    }
    cover.weigh(cellWeights);
    this.#coveredCells = decidedCells;
  }

  async #countAudits(): Promise<void> {
    const catalogue = this.#parts.catalogue();
    const [drawn, modelVersion] = await Promise.all([catalogue.audits(), activeModel(catalogue)]);
    const audits = auditsThatSpeak(
      drawn.filter(({ scope }) => scope === this.scope.name),
      { scope: this.scope.name, modelVersion, isInside: (id) => this.holds(id) },
    );
    const passedOver = audits.filter(({ decision }) => decision === null);
    this.#audits = { judged: audits.length - passedOver.length, skipped: passedOver.length };
    this.#passedOver = passedOver.flatMap(({ soundIds }) => soundIds);
  }

  #surveyIfNeeded(): void {
    if (this.#surveying !== null || this.#ended.signal.aborted) return;
    const { ids } = this.columns;
    const known = this.#surveyed;
    let missing = 0;
    if (known !== null) for (const group of known.groupOf) if (group < 0) missing += 1;
    if (known !== null && missing <= ids.length * newShare) return;
    this.#surveying = this.#survey()
      .catch((error: unknown) => {
        if (!this.#ended.signal.aborted) this.#parts.onFault(error);
      })
      .finally(() => {
        this.#surveying = null;
      });
  }

  async #survey(): Promise<void> {
    const catalogue = this.#parts.catalogue();
    const survey = await this.scope.use(catalogue, (id) => catalogue.surveySounds(id, this.#ended.signal));
    this.#surveyed = layOver(this.columns, survey);
    this.#cover = createCover(survey);
    this.#coveredCells = new Uint8Array(survey.cellCount);
    this.#rearrange();
  }
}
