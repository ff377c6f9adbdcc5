/**
 * How long searches for similar sounds take in a large catalogue, and how many of the 50 nearest they find.
 *
 *   node scripts/run.mjs bench/similar.ts grow REAL.sonotheque MILLION.sonotheque
 *   node scripts/run.mjs bench/similar.ts measure MILLION.sonotheque [warm] [cold] [writing]
 *
 * `cold` empties the system's cache of files before each search (Linux, root), `writing` stores sounds meanwhile; without
 * any of the three, all are measured, one after the other. Give it a copy: what `writing` stores stays.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import Sqlite from 'better-sqlite3';
import { type Catalogue, embeddingLength, openCatalogue, type ResultSetId } from '../src-main/catalogue/index.ts';
import { randomNumbers } from '../src-main/catalogue/testing/fixtures.ts';
import { createMatcher } from '../src-main/catalogue/vectors/frame-match.ts';
import { frameBytes } from '../src-main/catalogue/vectors/quantized-frames.ts';
import { distinctFrames } from '../src-main/catalogue/vectors/query-frames.ts';
import type { SoundId } from '../src-shared/contract/identifiers.ts';
import { enlarge, newSound } from './enlarge.ts';

const FRAMES = 1_000_000;
const LIMIT = 50;
const SEARCHES = Number(process.env.SEARCHES ?? 60);
/** Of these the exact answer is worked out too. */
const JUDGED = Number(process.env.JUDGED ?? 30);

/** As many as the comparison takes. */
const framesAtOnce = 15;

const conditions = ['warm', 'cold', 'writing'] as const;
type Condition = (typeof conditions)[number];

type Shape = {
  readonly name: string;
  readonly text: string | null;
  readonly frames: number;
  readonly mode: 'moment' | 'whole';
};

const [task, file = '', ...args] = process.argv.slice(2);
if (task === 'grow') await enlarge(file, args[0] ?? '', FRAMES);
else {
  const stored = readVectors(file);
  const answers = new Map<string, readonly number[]>();
  console.log(os.cpus()[0]?.model, os.cpus().length);
  console.log('| condition | filter | frames | mode | clock | work | recall | load |');
  for (const condition of conditions) {
    if (args.length === 0 || args.includes(condition)) await measure(file, stored, condition, answers);
  }
}

/** @param answers exact ones of the shapes measured before: each condition asks the same */
async function measure(file: string, stored: Stored, condition: Condition, answers: Map<string, readonly number[]>) {
  const writing = condition === 'writing';
  const catalogue = await openCatalogue(file, { readOnly: !writing });
  const began = performance.now();
  const used = process.cpuUsage();
  await catalogue.prepareSimilar();
  const { user, system } = process.cpuUsage(used);
  console.log(`read into memory in ${Math.round(performance.now() - began)} ms, work ${(user + system) / 1000} ms`);
  const writer = writing ? keepWriting(catalogue) : null;
  const shapes: Shape[] = [];
  // Names are `${number % 1000}/${number}.wav`: one folder in a thousand, or ten of them.
  const ten = Array.from({ length: 10 }, (_, folder) => `path:/bench/${500 + folder}/`).join(', ');
  for (const [name, text] of [
    ['none', null],
    ['1 %', ten],
    ['0.1 %', 'path:/bench/500/'],
  ] as const) {
    for (const frames of [1, 8]) shapes.push({ name, text, frames, mode: 'moment' });
    shapes.push({ name, text, frames: 8, mode: 'whole' });
  }
  for (const shape of shapes) await measureShape(catalogue, stored, shape, condition, answers);
  writer?.abort();
  await catalogue.close();
}

async function measureShape(
  catalogue: Catalogue,
  stored: Stored,
  { name, text, frames, mode }: Shape,
  condition: Condition,
  answers: Map<string, readonly number[]>,
) {
  const random = randomNumbers(7);
  const filter = text === null ? null : await catalogue.query({ text });
  const allowed = filter === null ? null : new Set(await idsOf(catalogue, filter.id, filter.count));
  const times: number[] = [];
  const judged: { query: Float32Array; soundId: SoundId; found: ReadonlySet<number> }[] = [];
  // Of all threads: what the wall clock would say on an idle machine, but for waiting for the disk.
  const work: number[] = [];
  for (let search = 0; search < SEARCHES; search += 1) {
    let set = Math.floor(random() * stored.soundIds.length);
    while ((stored.starts[set + 1] ?? 0) - (stored.starts[set] ?? 0) < frames)
      set = Math.floor(random() * stored.soundIds.length);
    const soundId = (stored.soundIds[set] ?? 0) as SoundId;
    const query =
      (await catalogue.vectors(soundId))?.embeddings.subarray(0, frames * embeddingLength) ?? new Float32Array();
    if (condition === 'cold') dropCaches();
    const began = performance.now();
    const used = process.cpuUsage();
    const found = await catalogue.similar({
      queryVectors: query,
      mode,
      limit: LIMIT,
      excludeSoundId: soundId,
      ...(filter === null ? {} : { filterResultSetId: filter.id as ResultSetId }),
    });
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(used);
    work.push((user + system) / 1000);
    if (search < JUDGED) judged.push({ query, soundId, found: new Set(found.map(({ soundId: id }) => id as number)) });
  }
  // Afterwards, so that no search pays for it.
  const recalls = judged.map(({ query, soundId, found }) => {
    const question = [name, frames, mode, soundId].join();
    const exact = answers.get(question) ?? exactly(stored, query, mode, allowed, soundId);
    answers.set(question, exact);
    return exact.filter((id) => found.has(id)).length / exact.length;
  });
  const shares = (values: readonly number[]) =>
    [0.5, 0.95, 0.99]
      .map((share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))])
      .map((value) => value?.toFixed(1))
      .join(' / ');
  const recall = recalls.reduce((sum, value) => sum + value, 0) / recalls.length;
  const facts = [
    condition,
    name,
    frames,
    mode,
    shares(times),
    shares(work),
    recall.toFixed(3),
    os.loadavg()[0]?.toFixed(1),
  ];
  console.log(`| ${facts.join(' | ')} |`);
}

async function idsOf(catalogue: Catalogue, id: ResultSetId, count: number): Promise<number[]> {
  const ids: number[] = [];
  for (let at = 0; at < count; at += 1000) ids.push(...(await catalogue.page(id, at, 1000)).map((row) => row.id));
  return ids;
}

function dropCaches(): void {
  execFileSync('sync');
  writeFileSync('/proc/sys/vm/drop_caches', '3');
}

function keepWriting(catalogue: Catalogue): AbortController {
  const ended = new AbortController();
  void (async () => {
    const library = await catalogue.addLibrary({ name: 'new', root: { bytes: Buffer.from('/new'), display: '/new' } });
    const model = (await catalogue.modelVersions()).find(({ active }) => active);
    const random = randomNumbers(Date.now());
    for (let number = Date.now(); model && !ended.signal.aborted; number += 200) {
      const batch = Array.from({ length: 200 }, (_, index) => {
        const embeddings = Float32Array.from({ length: 5 * embeddingLength }, random);
        return newSound(library.id, number + index, model.id, embeddings, new Float32Array(5));
      });
      await catalogue.storeListened(batch).catch(() => undefined);
      // A quick machine indexes some 70 sounds a second.
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  })();
  return ended;
}

type Stored = {
  /** All frames as they are stored, one after the other. */
  readonly bytes: Uint8Array;
  /** First frame of each sound, and one behind the last. */
  readonly starts: Uint32Array;
  readonly soundIds: Uint32Array;
};

function readVectors(file: string): Stored {
  const db = new Sqlite(file, { readonly: true });
  db.prepare('ATTACH ? AS idx').run(`${file}-index`);
  const sets = db
    .prepare<[], { id: number; soundId: number; frames: number }>(
      `SELECT v.id, min(s.id) AS soundId, v.frame_count AS frames FROM idx.vector_sets v JOIN sounds s USING (payload_id)
       GROUP BY v.id ORDER BY v.id`,
    )
    .all();
  const bytes = new Uint8Array(sets.reduce((sum, set) => sum + set.frames, 0) * frameBytes);
  const starts = new Uint32Array(sets.length + 1);
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();
  let at = 0;
  for (const [place, { id }] of sets.entries()) {
    for (const chunk of chunks.iterate(id * 65_536, (id + 1) * 65_536)) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    starts[place + 1] = at / frameBytes;
  }
  db.close();
  return { bytes, starts, soundIds: Uint32Array.from(sets, ({ soundId }) => soundId) };
}

/** The nearest sounds by comparing everything. */
function exactly(
  { bytes, starts, soundIds }: Stored,
  query: Float32Array,
  mode: Shape['mode'],
  allowed: ReadonlySet<number> | null,
  own: number,
): number[] {
  const { units, weights } = distinctFrames(query);
  const begin = createMatcher(units, weights);
  const found: { id: number; score: number }[] = [];
  for (const [set, id] of soundIds.entries()) {
    if (id === own || (allowed !== null && !allowed.has(id))) continue;
    const match = begin();
    const end = starts[set + 1] ?? 0;
    for (let from = starts[set] ?? 0; from < end; from += framesAtOnce) {
      match.take(bytes.subarray(from * frameBytes, Math.min(from + framesAtOnce, end) * frameBytes), 0);
    }
    found.push({ id, score: mode === 'moment' ? match.best().cosine : match.whole() });
  }
  return found
    .sort((a, b) => b.score - a.score)
    .slice(0, LIMIT)
    .map(({ id }) => id);
}
