import type { LibraryId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { searchableValues } from '../text/searchable-values.ts';
import { searchTextOf } from '../text/tokens.ts';
import type {
  FailedSound,
  FrameVectors,
  ListenedSound,
  PathName,
  StoredSound,
  VersionedSuggestions,
} from '../types.ts';
import type { FeatureStore } from './features.ts';
import type { LabelBook } from './label-book.ts';
import type { ModelBook } from './models.ts';
import type { NameStore } from './names.ts';
import type { Replacement } from './replacement.ts';
import type { SearchDocuments } from './search-documents.ts';
import type { SearchIndex } from './search-index.ts';
import type { SeenSounds } from './seen-sounds.ts';
import type { WriteSession } from './session.ts';
import { createSoundRows } from './sound-rows.ts';
import type { SuggestionStore } from './suggestions.ts';
import type { VectorStore } from './vectors.ts';

/** What the commands that store sounds work with. */
export type ListeningParts = {
  readonly session: WriteSession;
  readonly seen: SeenSounds;
  readonly labels: LabelBook;
  readonly models: ModelBook;
  readonly search: SearchIndex;
  readonly documents: SearchDocuments;
  readonly replacement: Replacement;
  readonly suggestions: SuggestionStore;
  readonly vectors: VectorStore;
  readonly features: FeatureStore;
  readonly names: NameStore;
};

/** Commands that store what listening to files gave. */
export function createListeningCommands(parts: ListeningParts) {
  const { session, seen, labels, models, search, documents, replacement, suggestions, vectors, features, names } =
    parts;
  const { transact } = session;
  const rows = createSoundRows(session);
  const putPeaks = session.db.prepare('INSERT OR REPLACE INTO idx.peaks (payload_id, data) VALUES (?, ?)');

  const storeOne = (sound: ListenedSound, revision: number): StoredSound => {
    const { libraryId, path, payloadHash } = sound;
    const hash = Buffer.from(payloadHash, 'hex');
    const payloadId = rows.payloadId(hash);
    const loudness = sound.loudness ?? rows.loudnessOf(payloadId);
    const place = placeOf(libraryId, path, payloadId, rows);
    const soundId = place.soundId ?? rows.add(sound, revision);
    if (place.outcome === 'moved') rows.move(soundId, libraryId, path);
    rows.update(soundId, sound, payloadId, loudness, revision);
    seen.markStored(libraryId, soundId);

    if (place.oldPayloadId !== null && place.oldPayloadId !== payloadId) {
      suggestions.drop(soundId);
      replacement.handToSuccessor(soundId, place.oldPayloadId, revision);
    }
    if (!labels.hasEvents(soundId)) {
      const orphan = labels.orphanOf(hash);
      if (orphan !== undefined) labels.hand(orphan, soundId, hash, revision);
    }
    if (sound.peaks !== null) putPeaks.run(payloadId, sound.peaks);
    if (sound.vectors !== null) {
      storeFrames(payloadId, sound.vectors);
      if (sound.features) features.put(models.get(sound.vectors.modelVersion).rowId, payloadId, sound.features);
    }
    if (sound.suggestions !== null) {
      suggest(soundId, sound.suggestions);
      const { modelVersion, scoring = null } = sound.suggestions;
      features.noteScoring(models.get(modelVersion).rowId, scoring, revision);
    } else {
      suggestions.borrow(soundId, payloadId);
      features.noteBorrowed(revision);
    }
    rows.setMetadata(soundId, sound.metadata);
    search.set(soundId, searchTextOf(path.display, searchableValues(sound.metadata)));
    if (sound.names) names.put(soundId, sound.names);
    else names.drop(soundId);
    documents.refreshEdited(soundId);
    return { soundId, outcome: place.outcome, copyOf: place.copyOf };
  };

  const storeFrames = (payloadId: number, frames: FrameVectors): void => {
    const model = models.get(frames.modelVersion);
    vectors.put(payloadId, model.rowId, model.embeddingMean, frames);
  };
  const suggest = (soundId: SoundId, { modelVersion, suggestions: list }: VersionedSuggestions): void =>
    suggestions.put(soundId, models.get(modelVersion).rowId, list);

  return {
    storeListened: (batch: readonly ListenedSound[]): StoredSound[] =>
      transact((revision) => batch.map((sound) => storeOne(sound, revision)), { index: true }),

    recordFailures: (batch: readonly FailedSound[]): void => {
      transact(
        (revision) => {
          for (const failed of batch) {
            const soundId = rows.fail(failed, revision);
            seen.markStored(failed.libraryId, soundId);
            search.set(soundId, searchTextOf(failed.path.display, []));
            documents.refreshEdited(soundId);
          }
        },
        { index: true },
      );
    },

    storeVectors: (batch: readonly { readonly payloadHash: PayloadHash; readonly vectors: FrameVectors }[]): void => {
      transact(
        (revision) => {
          for (const item of batch) {
            const payloadId = rows.payloadId(Buffer.from(item.payloadHash, 'hex'));
            storeFrames(payloadId, item.vectors);
            rows.touchPayload(payloadId, revision);
          }
        },
        { index: true },
      );
    },

    storeSuggestions: (
      batch: readonly { readonly soundId: SoundId; readonly suggestions: VersionedSuggestions }[],
    ): void => {
      transact(
        (revision) => {
          for (const item of batch) {
            suggest(item.soundId, item.suggestions);
            rows.touch(item.soundId, revision);
          }
        },
        { index: true },
      );
    },
  };
}

type Place = {
  readonly soundId: SoundId | undefined;
  readonly outcome: StoredSound['outcome'];
  readonly oldPayloadId: number | null;
  readonly copyOf: SoundId | null;
};

/** Which row a file belongs to: the one at its path, else a missing one with its payload, else a new one. */
function placeOf(
  libraryId: LibraryId,
  path: PathName,
  payloadId: number,
  rows: ReturnType<typeof createSoundRows>,
): Place {
  const there = rows.at(libraryId, path);
  if (there !== undefined) {
    return { soundId: there.id, outcome: 'updated', oldPayloadId: there.payloadId, copyOf: null };
  }
  const gone = rows.missingWith(payloadId, libraryId, path);
  if (gone !== undefined) return { soundId: gone, outcome: 'moved', oldPayloadId: payloadId, copyOf: null };
  const copyOf = rows.presentWith(payloadId) ?? null;
  return { soundId: undefined, outcome: copyOf === null ? 'added' : 'copied', oldPayloadId: null, copyOf };
}
