import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { type Catalogue, openCatalogue } from '../../src-main/catalogue/index.ts';
import { pathName } from '../../src-main/catalogue/testing/fixtures.ts';
import { readShippedModel } from '../../src-main/encoder/index.ts';
import { CommandProgress } from '../../src-main/engine/history/command-progress.ts';
import { decideReviewed } from '../../src-main/engine/review/decide.ts';
import { scopeOf } from '../../src-main/engine/review/scope.ts';
import { randomNumbers } from '../../src-main/engine/review/seeded.ts';
import type { ReviewSession } from '../../src-main/engine/review/session.ts';
import { ReviewSessions } from '../../src-main/engine/review/sessions.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../src-shared/contract/review.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { decisionAbout, fittedNext } from './librarian-hand.ts';
import type { Guess, Listener } from './personal-head.ts';
import type { Order, Point, SimulatedLibrary } from './types.ts';

const WRITTEN_AT_ONCE = 200;

/** One review of a whole library by somebody who is always right, in a catalogue that holds nothing else. */
export async function reviewLibrary(
  library: SimulatedLibrary,
  listener: Listener,
  order: Order,
  seed: number,
): Promise<readonly Point[]> {
  return withCatalogue(library, seed, async (catalogue, places) => {
    const review = await openReview(catalogue, seed);
    try {
      return await reviewAll(review, { library, listener, places, order, seed });
    } finally {
      review.sessions.closeAll();
    }
  });
}

/** Names what each sound of a library is decided together with. */
export async function decidedTogether(library: SimulatedLibrary): Promise<readonly string[]> {
  return withCatalogue(library, 0, async (catalogue, places) => {
    const { session, sessions } = await openReview(catalogue, 0);
    const together = library.sounds.map(() => '');
    for (const [at, place] of session.arrangement.open.entries()) {
      const own = places.get(session.columns.ids[place] as SoundId) ?? at;
      together[own] = `${session.arrangement.headOf[place]}`;
    }
    sessions.closeAll();
    return together;
  });
}

type Review = Awaited<ReturnType<typeof openReview>>;

async function openReview(catalogue: Catalogue, seed: number) {
  let version = 0;
  const fault = Promise.withResolvers<never>();
  const sessions = new ReviewSessions({
    catalogue: () => catalogue,
    version: () => version,
    onFault: fault.reject,
  });
  const session = await sessions.open(await scopeOf(catalogue, undefined, undefined), seed);
  while (session.state.groups === null)
    await Promise.race([session.changes.changedSince(session.changes.version), fault.promise]);
  return {
    catalogue,
    session,
    sessions,
    commands: new CommandProgress(),
    rescored: async (guesses: ReadonlyMap<SoundId, Guess>) => {
      await storeGuesses(catalogue, guesses);
      version += 1;
      await session.refresh();
    },
  };
}

type Task = {
  readonly library: SimulatedLibrary;
  readonly listener: Listener;
  readonly places: ReadonlyMap<SoundId, number>;
  readonly order: Order;
  readonly seed: number;
};

async function reviewAll(review: Review, { library, listener, places, order, seed }: Task): Promise<readonly Point[]> {
  const { sounds } = library;
  const points: Point[] = [];
  const decided: number[] = [];
  let rescoreAt = 0;
  for (let decisions = 0; ; decisions += 1) {
    const isDone = decided.length === sounds.length;
    if (decisions >= rescoreAt || isDone) {
      const suggested = listener.suggest(decided);
      const done = new Set(decided);
      const open = [...places].filter(([, place]) => !done.has(place));
      const openPlaces = open.map(([, place]) => place);
      const guesses = openPlaces.map((place) => suggested[place] as Guess);
      const truths = openPlaces.map((place) => sounds[place]?.categoryIndex);
      const right = guesses.filter(({ category }, at) => category === truths[at]).length;
      const near = openPlaces.filter((place, at) => listener.nearest(place, decided) === truths[at]).length;
      points.push({
        decisions,
        right: (decided.length + right) / sounds.length,
        undecidedRight: open.length === 0 ? 1 : right / open.length,
        nearestRight: (decided.length + near) / sounds.length,
      });
      await review.rescored(new Map(open.map(([id], at) => [id, guesses[at] as Guess])));
      rescoreAt = fittedNext(decisions);
    }
    if (isDone) return points;
    const [item] = await review.session.next({ order, seed, onHand: [], place: decisions, limit: 1 });
    if (item === undefined) throw new Error(`${library.name}: nothing comes after ${decisions} decisions.`);
    decided.push(...(await decide(review, review.session, item, library, places)));
  }
}

/** What the group is, after those that are something else were taken out of it. */
async function decide(
  parts: Review,
  session: ReviewSession,
  { kind, members }: ReviewItem,
  { sounds }: SimulatedLibrary,
  places: ReadonlyMap<SoundId, number>,
): Promise<readonly number[]> {
  const known = members.map(({ sound: { id } }) => ({ id, place: places.get(id) ?? -1 }));
  const { decision, members: decided } = decisionAbout(known.map(({ place }) => sounds[place]?.category));
  const same = decided.flatMap((at) => known[at] ?? []);
  await decideReviewed(parts, session, {
    commandId: uuidv7(),
    sounds: same.map(({ id }) => id),
    decision,
    audited: kind === 'audit' ? (known[0]?.id ?? null) : null,
  });
  return same.map(({ place }) => place);
}

/** Sounds come in another order for each seed, which decides ties and who stands for a group. */
async function withCatalogue<Result>(
  { name, sounds }: SimulatedLibrary,
  seed: number,
  work: (catalogue: Catalogue, places: ReadonlyMap<SoundId, number>) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-librarian-'));
  const catalogue = await openCatalogue(path.join(folder, 'one.sonotheque'));
  try {
    const model = readShippedModel();
    await catalogue.registerModelVersion(model);
    const stored = await catalogue.addLibrary({ name, root: pathName(path.join(folder, 'sounds')) });
    const random = randomNumbers(seed);
    const order = [...sounds.keys()]
      .map((place) => ({ place, lot: random() }))
      .sort((a, b) => a.lot - b.lot)
      .map(({ place }) => place);
    const places = new Map<SoundId, number>();
    const scan = await catalogue.beginScan(stored.id);
    for (let at = 0; at < order.length; at += WRITTEN_AT_ONCE) {
      const some = order.slice(at, at + WRITTEN_AT_ONCE);
      const files = some.flatMap((place) => {
        const sound = sounds[place];
        return sound ? [{ ...sound.stored, libraryId: stored.id, suggestions: null }] : [];
      });
      await catalogue.recordSeen(
        stored.id,
        scan,
        files.map(({ path, hints }) => ({ path, ...hints })),
      );
      const found = await catalogue.storeListened(files);
      for (const [index, { soundId }] of found.entries()) places.set(soundId, some[index] ?? -1);
    }
    await catalogue.finishScan(stored.id, scan);
    return await work(catalogue, places);
  } finally {
    await catalogue.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function storeGuesses(catalogue: Catalogue, guesses: ReadonlyMap<SoundId, Guess>): Promise<void> {
  const { id: modelVersion } = readShippedModel();
  const all = [...guesses].map(([soundId, { category, probability }]) => ({
    soundId,
    suggestions: {
      modelVersion,
      suggestions: [{ category: categories[category] ?? '', catId: null, probability, evidence: [] }],
    },
  }));
  for (let at = 0; at < all.length; at += WRITTEN_AT_ONCE)
    await catalogue.storeSuggestions(all.slice(at, at + WRITTEN_AT_ONCE));
}
