import type { EmbeddedMetadata, Loudness } from '../../../src-shared/contract/audio.ts';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { FailedSound, FileHints, ListenedSound, PathName } from '../types.ts';
import type { WriteSession } from './session.ts';

type RowAt = { readonly id: SoundId; readonly payloadId: number | null };
type LoudnessRow = { readonly samplePeakDbfs: number | null; readonly integratedLufs: number | null };

/** The rows of sounds, payloads and metadata, without what follows from changing them; used inside a transaction. */
export function createSoundRows({ db }: WriteSession) {
  const findPayload = db.prepare<[Uint8Array], number>('SELECT id FROM payloads WHERE hash = ?').pluck();
  const addPayload = db.prepare<[Uint8Array], number>('INSERT INTO payloads (hash) VALUES (?) RETURNING id').pluck();
  const at = db.prepare<[LibraryId, Uint8Array], RowAt>(
    'SELECT id, payload_id AS payloadId FROM sounds WHERE library_id = ? AND path = ?',
  );
  const missing = db.prepare<[number], { id: SoundId; libraryId: LibraryId; path: Buffer }>(
    'SELECT id, library_id AS libraryId, path FROM sounds WHERE payload_id = ? AND missing = 1 ORDER BY id LIMIT 100',
  );
  const present = db
    .prepare<[number], SoundId>(
      `SELECT id FROM sounds WHERE payload_id = ? AND missing = 0 AND failure_code IS NULL ORDER BY id LIMIT 1`,
    )
    .pluck();
  const loudness = db.prepare<[number], LoudnessRow>(
    `SELECT sample_peak_dbfs AS samplePeakDbfs, integrated_lufs AS integratedLufs FROM sounds
     WHERE payload_id = ? AND has_loudness = 1 LIMIT 1`,
  );
  const add = db
    .prepare<unknown[], SoundId>(
      `INSERT INTO sounds (library_id, path, display_path, size_bytes, modified_ns, edges_hash, added_at,
         added_revision, revision)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
    )
    .pluck();
  const move = db.prepare('UPDATE sounds SET library_id = ?, path = ?, display_path = ? WHERE id = ?');
  const update = db.prepare(
    `UPDATE sounds SET missing = 0, wants_listening = 0, size_bytes = @sizeBytes, modified_ns = @modifiedNs,
       edges_hash = @edgesHash, payload_id = @payloadId, container = @container, codec = @codec,
       sample_rate_hz = @sampleRateHz, bit_depth = @bitDepth, channels = @channels, duration_seconds = @durationSeconds,
       has_loudness = @hasLoudness, sample_peak_dbfs = @samplePeakDbfs, integrated_lufs = @integratedLufs,
       failure_code = NULL, failure_message = NULL, failure_next_step = NULL, revision = @revision
     WHERE id = @soundId`,
  );
  const fail = db.prepare(
    `UPDATE sounds SET missing = 0, wants_listening = 0, size_bytes = @sizeBytes, modified_ns = @modifiedNs,
       edges_hash = @edgesHash, failure_code = @code, failure_message = @message, failure_next_step = @nextStep,
       revision = @revision
     WHERE id = @soundId`,
  );
  const touch = db.prepare('UPDATE sounds SET revision = ? WHERE id = ?');
  const touchPayload = db.prepare('UPDATE sounds SET revision = ? WHERE payload_id = ?');
  const setMetadata = db.prepare(
    'INSERT OR REPLACE INTO metadata (sound_id, fields, entries, warnings) VALUES (?, ?, ?, ?)',
  );

  type Addition = { readonly libraryId: LibraryId; readonly path: PathName; readonly hints: FileHints };
  const addRow = ({ libraryId, path, hints }: Addition, revision: number): SoundId => {
    const { sizeBytes, modifiedNs, edgesHash } = hints;
    const edges = Buffer.from(edgesHash, 'hex');
    const display = displayToKeep(path);
    const id = add.get(libraryId, path.bytes, display, sizeBytes, modifiedNs, edges, Date.now(), revision, revision);
    if (id === undefined) throw new Error('The sound was not added.');
    return id;
  };

  return {
    payloadId: (hash: Uint8Array): number => {
      const id = findPayload.get(hash) ?? addPayload.get(hash);
      if (id === undefined) throw new Error('The payload was not added.');
      return id;
    },
    at: (libraryId: LibraryId, path: PathName): RowAt | undefined => at.get(libraryId, path.bytes),
    /** Of several missing rows, the likeliest to have been this file: same name, then same library. */
    missingWith: (payloadId: number, libraryId: LibraryId, path: PathName): SoundId | undefined => {
      const name = nameOf(path.bytes);
      const likeness = (row: { libraryId: LibraryId; path: Buffer }) =>
        (nameOf(row.path) === name ? 2 : 0) + (row.libraryId === libraryId ? 1 : 0);
      return missing.all(payloadId).sort((a, b) => likeness(b) - likeness(a))[0]?.id;
    },
    presentWith: (payloadId: number): SoundId | undefined => present.get(payloadId),
    loudnessOf: (payloadId: number): Loudness | null => loudness.get(payloadId) ?? null,
    add: addRow,
    move: (soundId: SoundId, libraryId: LibraryId, path: PathName): void => {
      move.run(libraryId, path.bytes, displayToKeep(path), soundId);
    },
    update: (
      soundId: SoundId,
      { hints, format }: ListenedSound,
      payloadId: number,
      level: Loudness | null,
      revision: number,
    ): void => {
      update.run({
        ...format,
        sizeBytes: hints.sizeBytes,
        modifiedNs: hints.modifiedNs,
        edgesHash: Buffer.from(hints.edgesHash, 'hex'),
        payloadId,
        hasLoudness: level === null ? 0 : 1,
        samplePeakDbfs: level?.samplePeakDbfs ?? null,
        integratedLufs: level?.integratedLufs ?? null,
        revision,
        soundId,
      });
    },
    fail: (failed: FailedSound, revision: number): SoundId => {
      const { libraryId, path, hints, failure } = failed;
      const soundId = at.get(libraryId, path.bytes)?.id ?? addRow(failed, revision);
      const edgesHash = Buffer.from(hints.edgesHash, 'hex');
      fail.run({ ...failure, sizeBytes: hints.sizeBytes, modifiedNs: hints.modifiedNs, edgesHash, revision, soundId });
      return soundId;
    },
    touch: (soundId: SoundId, revision: number): void => {
      touch.run(revision, soundId);
    },
    touchPayload: (payloadId: number, revision: number): void => {
      touchPayload.run(revision, payloadId);
    },
    setMetadata: (soundId: SoundId, { fields, entries, warnings }: EmbeddedMetadata): void => {
      setMetadata.run(soundId, JSON.stringify(fields), JSON.stringify(entries), JSON.stringify(warnings));
    },
  };
}

const nameOf = (path: Uint8Array): string => Buffer.from(path).toString('latin1').split('/').at(-1) ?? '';

/** The display form is kept only where the bytes don't say it already. */
const displayToKeep = ({ bytes, display }: PathName): string | null =>
  Buffer.compare(Buffer.from(display, 'utf8'), bytes) === 0 ? null : display;
