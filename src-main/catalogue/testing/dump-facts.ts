import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { openForReading } from '../database/open.ts';
import { chunksPerSet } from '../vectors/stored-chunks.ts';

type Row = { readonly [column: string]: unknown };

/**
 * What a catalogue says about its libraries, one line of text a fact, in an order that depends on nothing but the facts:
 * no ids, times, revisions or devices. Two catalogues that were made in different ways, one of them with interruptions,
 * are equal when their lines are.
 *
 * @throws SonothequeError as opening for reading does
 */
export function* dumpFacts(cataloguePath: string): Generator<string, undefined, undefined> {
  const db = openForReading(cataloguePath);
  try {
    yield* libraryFacts(db);
    yield* soundFacts(db);
    yield* payloadFacts(db);
    yield* personalFacts(db);
  } finally {
    db.close();
  }
}

function* libraryFacts(db: Database): Generator<string> {
  const rows = db
    .prepare<[], Row>('SELECT root, name, removed_at IS NOT NULL AS removed FROM libraries ORDER BY root')
    .all();
  for (const row of rows) yield line('library', row);
}

/** What people made that belongs to no single sound. */
function* personalFacts(db: Database): Generator<string> {
  const tables = [
    // Their own order is that in which they were made.
    ['collection', 'SELECT name, colour FROM collections WHERE deleted_at IS NULL ORDER BY name'],
    ['saved search', 'SELECT name, query FROM saved_searches ORDER BY name'],
    [
      'duplicates',
      'SELECT first_hash AS first, second_hash AS second, decision, author FROM duplicate_reviews ORDER BY 1, 2',
    ],
    [
      'audit',
      'SELECT payload_hash AS payload, scope, category, cat_id AS catId, probability, author FROM review_audits ORDER BY 1, id',
    ],
    // What two people do at a time may come in either order.
    [
      'command',
      `SELECT h.author, h.action, h.detail, h.state, h.sounds, h.changes, h.finished,
         (SELECT count(*) FROM history_changes c WHERE c.entry = h.number AND c.undone = 0) AS standing
       FROM history h WHERE h.state <> 'empty' ORDER BY 1, 2, 3, 4, 5, 6, 7, 8`,
    ],
  ] as const;
  for (const [name, sql] of tables) for (const row of db.prepare<[], Row>(sql).iterate()) yield line(name, row);
}

function* soundFacts(db: Database): Generator<string> {
  const sounds = db.prepare<[], Row & { readonly id: number }>(
    `SELECT s.id, l.root, s.path, s.display_path AS displayPath, s.missing, s.wants_listening AS wantsListening,
       s.size_bytes AS sizeBytes, p.hash AS payload, s.container, s.codec, s.sample_rate_hz AS sampleRateHz,
       s.bit_depth AS bitDepth, s.channels, s.duration_seconds AS durationSeconds, s.has_loudness AS hasLoudness,
       s.sample_peak_dbfs AS samplePeakDbfs, s.integrated_lufs AS integratedLufs, s.failure_code AS failureCode,
       s.failure_message AS failureMessage, s.failure_next_step AS failureNextStep, m.fields, m.entries, m.warnings,
       t.text AS searchText
     FROM sounds s JOIN libraries l ON l.id = s.library_id LEFT JOIN payloads p ON p.id = s.payload_id
       LEFT JOIN metadata m ON m.sound_id = s.id LEFT JOIN idx.search_text t ON t.sound_id = s.id
     ORDER BY l.root, s.path`,
  );
  const details = [
    [
      'label',
      `SELECT c.region_start_seconds AS startSeconds, c.region_end_seconds AS endSeconds, c.category, e.cat_id AS catId,
         e.source, e.author FROM current_labels c JOIN label_events e ON e.id = c.event_id WHERE c.sound_id = ?
       ORDER BY c.region_start_seconds, c.region_end_seconds`,
    ],
    ['decision', 'SELECT kind, category, cat_id AS catId FROM label_events WHERE sound_id = ? ORDER BY id'],
    ['marks', 'SELECT favourite, rating, note FROM marks WHERE sound_id = ?'],
    [
      'marker',
      `SELECT start_seconds AS startSeconds, end_seconds AS endSeconds, name, colour, author FROM markers
       WHERE sound_id = ? ORDER BY start_seconds, name`,
    ],
    ['edit', 'SELECT field, value, author FROM staged_edits WHERE sound_id = ? ORDER BY field'],
    [
      'member',
      `SELECT c.name, c.colour,
         (SELECT count(*) FROM collection_members b WHERE b.collection_id = c.id AND b.position < m.position) AS place
       FROM collection_members m JOIN collections c ON c.id = m.collection_id
       WHERE m.sound_id = ? AND c.deleted_at IS NULL ORDER BY c.name`,
    ],
    [
      'suggestions',
      `SELECT v.version_id AS model, l.items FROM idx.suggestion_lists l JOIN model_versions v ON v.id = l.model_id
       WHERE l.sound_id = ? ORDER BY v.version_id`,
    ],
    [
      'first suggestion',
      `SELECT v.version_id AS model, g.category, g.cat_id AS catId, g.probability FROM idx.suggestions g
         JOIN model_versions v ON v.id = g.model_id WHERE g.sound_id = ? ORDER BY v.version_id`,
    ],
  ] as const;
  const statements = details.map(([name, sql]) => [name, db.prepare<[number], Row>(sql)] as const);
  for (const { id, ...sound } of sounds.iterate()) {
    yield line('sound', sound);
    for (const [name, statement] of statements) for (const row of statement.iterate(id)) yield line(`  ${name}`, row);
  }
}

function* payloadFacts(db: Database): Generator<string> {
  const payloads = db.prepare<[], { readonly id: number; readonly hash: Buffer }>(
    `SELECT id, hash FROM payloads p WHERE EXISTS (SELECT 1 FROM sounds s WHERE s.payload_id = p.id) ORDER BY hash`,
  );
  const peaks = db.prepare<[number], Buffer>('SELECT data FROM idx.peaks WHERE payload_id = ?').pluck();
  const sets = db.prepare<
    [number],
    { id: number; model: string; frames: number; levels: Buffer; signs: Buffer; factors: Buffer }
  >(
    `SELECT s.id, v.version_id AS model, s.frame_count AS frames, f.levels_db AS levels, b.bits AS signs, b.factors
     FROM idx.vector_sets s JOIN model_versions v ON v.id = s.model_id
       LEFT JOIN idx.frame_levels f ON f.vector_set_id = s.id LEFT JOIN idx.sign_bits b ON b.vector_set_id = s.id
     WHERE s.payload_id = ? ORDER BY v.version_id`,
  );
  const chunks = db
    .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
    .pluck();
  for (const { id, hash } of payloads.iterate()) {
    const data = peaks.get(id);
    yield line('payload', { hash, peaks: data === undefined ? null : digest([data]) });
    for (const { id: setId, model, frames, levels, signs, factors } of sets.iterate(id)) {
      const vectors = digest(chunks.iterate(setId * chunksPerSet, (setId + 1) * chunksPerSet));
      yield line('  vectors', {
        model,
        frames,
        vectors,
        levels: digest([levels ?? '']),
        signs: digest([signs ?? '', factors ?? '']),
      });
    }
  }
}

function digest(parts: Iterable<Buffer | string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 32);
}

const line = (name: string, facts: Row): string =>
  `${name} ${JSON.stringify(facts, (_, value: unknown) => (isBytes(value) ? readable(Buffer.from(value.data)) : value))}`;

/** A Buffer as `JSON.stringify` has already made it when the replacer sees it. */
const isBytes = (value: unknown): value is { readonly data: number[] } =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer' && 'data' in value;

/** UTF-8 text as it is, anything else in hexadecimal digits. */
function readable(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  const isText = Buffer.from(text, 'utf8').equals(bytes) && !/\p{Cc}/u.test(text);
  return isText ? text : bytes.toString('hex');
}
