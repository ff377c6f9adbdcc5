import type { Database } from 'better-sqlite3';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { FoundDuplicate, FoundGroup } from '../duplicate-types.ts';
import { inNoRemovedLibrary } from '../reading/libraries.ts';
import type { SignIndex } from '../reading/similar.ts';
import { signWordsPerFrame } from '../vectors/quantized-frames.ts';
import { mostQueries } from '../vectors/scan-memory.ts';
import { floatsOf } from '../vectors/stored-floats.ts';
import { compare, leastDurationRatio } from './compare.ts';
import { type Envelope, envelopeOf } from './envelope.ts';

/** Frames of the same recording differ in no more bits (98 of 100 pairs that were cut, coded and made quieter). */
const furthestBits = 140;
/** The loudest frames of a sound are looked for; two, because one may have been cut away. */
const framesLookedFor = 2;
const payloadsAtOnce = mostQueries / framesLookedFor;
/** Nearest candidates that are compared moment by moment. */
const mostCandidates = 100;
const envelopesKept = 256;

export type FindState = { readonly soundsDone: number; readonly soundsTotal: number; readonly groups: number };

type SoundRow = {
  readonly id: SoundId;
  readonly payloadId: number;
  readonly setId: number | null;
  readonly format: string;
  readonly durationSeconds: number;
  /** More is better: what a person would keep. */
  readonly quality: number;
};

/**
 * Groups the sounds that are the same recording, step by step: it yields after each piece of work of some milliseconds,
 * and gives the groups at the end. The best sounds come first and stand for their groups; every other member was compared
 * with the one that stands for it, so likeness is never handed on from neighbour to neighbour.
 *
 * @param soundIds only among these; `null`: all that are there
 */
export function* findDuplicates(
  db: Database,
  { memory }: SignIndex,
  modelId: number,
  soundIds: Uint32Array | null,
): Generator<FindState, readonly FoundGroup[], undefined> {
  const sounds = bestFirst(db, modelId, soundIds);
  const byPayload = new Map<number, SoundRow[]>();
  for (const sound of sounds) {
    const copies = byPayload.get(sound.payloadId);
    if (copies === undefined) byPayload.set(sound.payloadId, [sound]);
    else copies.push(sound);
  }
  const payloadOfSet = new Map<number, number>();
  for (const { setId, payloadId } of sounds) if (setId !== null) payloadOfSet.set(memory.setAt(setId), payloadId);
  const envelopes = createEnvelopes(db);
  const levels = db.prepare<[number], Buffer>('SELECT levels_db FROM idx.frame_levels WHERE vector_set_id = ?').pluck();
  const grouped = new Set<number>();
  const groups: FoundGroup[] = [];
  let done = 0;
  const state = (): FindState => ({ soundsDone: done, soundsTotal: sounds.length, groups: groups.length });

  /** Candidates for some payloads, nearest first: one pass over all frames serves them together. */
  const candidatesOf = (payloadIds: readonly number[]): ReadonlyMap<number, readonly number[]> => {
    const words: Int32Array[] = [];
    const owners: SoundRow[] = [];
    for (const payloadId of payloadIds) {
      const [sound] = byPayload.get(payloadId) ?? [];
      const set = typeof sound?.setId === 'number' ? memory.setAt(sound.setId) : -1;
      if (sound === undefined || sound.setId === null || set < 0) continue;
      for (const frame of loudestFrames(floatsOf(levels.get(sound.setId)))) {
        words.push(memory.rows.row(set, frame));
        owners.push(sound);
      }
    }
    const queries = new Int32Array(words.length * signWordsPerFrame);
    for (const [place, row] of words.entries()) queries.set(row, place * signWordsPerFrame);
    const nearest = new Map<number, Map<number, number>>();
    memory.rows.near(queries, furthestBits, (query, set, distance) => {
      const owner = owners[query];
      const other = payloadOfSet.get(set);
      if (owner === undefined || other === undefined || other === owner.payloadId || grouped.has(other)) return;
      const duration = byPayload.get(other)?.[0]?.durationSeconds ?? 0;
      const longer = Math.max(duration, owner.durationSeconds);
      if (Math.min(duration, owner.durationSeconds) < longer * leastDurationRatio) return;
      const mine = nearest.get(owner.payloadId) ?? new Map<number, number>();
      mine.set(other, Math.min(mine.get(other) ?? distance, distance));
      nearest.set(owner.payloadId, mine);
    });
    return new Map(
      Array.from(nearest, ([payloadId, others]) => [
        payloadId,
        [...others]
          .sort((a, b) => a[1] - b[1])
          .slice(0, mostCandidates)
          .map(([other]) => other),
      ]),
    );
  };

  const payloads = [...byPayload.keys()];
  let candidates: ReadonlyMap<number, readonly number[]> = new Map();
  let lookedFor = 0;
  for (const [place, payloadId] of payloads.entries()) {
    if (place === lookedFor) {
      lookedFor = Math.min(place + payloadsAtOnce, payloads.length);
      candidates = candidatesOf(payloads.slice(place, lookedFor).filter((payload) => !grouped.has(payload)));
      yield state();
    }
    const copies = byPayload.get(payloadId) ?? [];
    const [first] = copies;
    done += copies.length;
    if (first === undefined || grouped.has(payloadId)) continue;
    grouped.add(payloadId);
    const members: FoundDuplicate[] = copies.map((copy) => memberOf(copy, [], 1));
    const envelope = envelopes(payloadId);
    for (const other of candidates.get(payloadId) ?? []) {
      if (grouped.has(other)) continue;
      const otherEnvelope = envelopes(other);
      const verdict = envelope && otherEnvelope && compare(envelope, otherEnvelope);
      if (verdict) {
        grouped.add(other);
        for (const sound of byPayload.get(other) ?? []) {
          const others = verdict.differences;
          const isOtherFormat = sound.format !== first.format || others.length === 0;
          members.push(memberOf(sound, isOtherFormat ? [{ kind: 'format' }, ...others] : others, verdict.confidence));
        }
      }
      yield state();
    }
    if (members.length > 1) groups.push(members);
  }
  return groups;
}

const memberOf = (
  { id, payloadId }: SoundRow,
  differences: FoundDuplicate['differences'],
  confidence: number,
): FoundDuplicate => ({ soundId: id, payloadId, differences, confidence });

function loudestFrames(levelsDb: Float32Array): readonly number[] {
  return [...levelsDb.keys()]
    .filter((frame) => (levelsDb[frame] ?? 0) > -90)
    .sort((a, b) => (levelsDb[b] ?? 0) - (levelsDb[a] ?? 0))
    .slice(0, framesLookedFor);
}

function bestFirst(db: Database, modelId: number, soundIds: Uint32Array | null): readonly SoundRow[] {
  const wanted = soundIds === null ? null : new Set(soundIds);
  return db
    .prepare<[number], SoundRow>(
      `SELECT s.id, s.payload_id AS payloadId, v.id AS setId, s.duration_seconds AS durationSeconds,
         concat_ws(' ', s.container, s.codec, s.sample_rate_hz, s.bit_depth, s.channels) AS format,
         coalesce(s.sample_rate_hz, 0) * coalesce(s.channels, 1)
           * CASE WHEN s.codec LIKE 'pcm%' OR s.codec IN ('flac', 'alac', 'wavpack') THEN coalesce(s.bit_depth, 16) ELSE 4 END
           AS quality
       FROM sounds s LEFT JOIN idx.vector_sets v ON v.model_id = ? AND v.payload_id = s.payload_id
       WHERE s.missing = 0 AND s.failure_code IS NULL AND s.payload_id IS NOT NULL AND s.duration_seconds IS NOT NULL
         AND s.${inNoRemovedLibrary}`,
    )
    .all(modelId)
    .filter(({ id }) => wanted === null || wanted.has(id))
    .sort((a, b) => b.quality - a.quality || b.durationSeconds - a.durationSeconds || a.id - b.id);
}

/** Envelopes of payloads, the latest kept; `null` where no peaks are stored. */
function createEnvelopes(db: Database): (payloadId: number) => Envelope | null {
  const peaks = db.prepare<[number], Buffer>('SELECT data FROM idx.peaks WHERE payload_id = ?').pluck();
  const kept = new Map<number, Envelope | null>();
  return (payloadId) => {
    const known = kept.get(payloadId);
    if (known !== undefined) return known;
    const bytes = peaks.get(payloadId);
    const envelope = bytes === undefined ? null : envelopeOf(bytes);
    kept.set(payloadId, envelope);
    for (const oldest of kept.keys()) {
      if (kept.size <= envelopesKept) break;
      kept.delete(oldest);
    }
    return envelope;
  };
}
