import { existsSync } from 'node:fs';
import { v7 as uuidv7 } from 'uuid';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { LibraryId, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from './catalogue-reader.ts';
import type { WriterCommands } from './catalogue-writer.ts';
import { assertPlaceForCatalogue } from './database/place.ts';
import { entryUrl, startThread, type Thread } from './threads/thread.ts';
import {
  batchLimit,
  type Catalogue,
  type CatalogueOptions,
  type LabelOutcome,
  type Library,
  type ResultSet,
  type ResultSetId,
  type SoundRow,
} from './types.ts';
import type { UndoCursor, UndonePart } from './writing/labels.ts';

type Writer = Thread<WriterCommands>;
type Reader = Thread<ReaderCommands>;

/** Longer than a short command takes, shorter than a person waits without a word. */
const waitForWriterMilliseconds = 3000;

/** Rows that an iteration fetches at once. */
const pageRows = 500;

/**
 * Opens a catalogue (`NAME.sonotheque`), making it when it does not exist, and starts its threads.
 *
 * @throws SonothequeError `catalogue-in-use` when another process goes on writing, `not-a-catalogue`,
 *   `catalogue-is-a-folder`, `catalogue-unnamed`, `catalogue-newer`, `catalogue-missing` and `catalogue-older` (with `readOnly`), `catalogue-cannot-open`
 */
export async function openCatalogue(path: string, options: CatalogueOptions = {}): Promise<Catalogue> {
  const readOnly = options.readOnly ?? false;
  assertPlaceForCatalogue(path);
  if (options.createIfMissing === false && !readOnly && !existsSync(path)) {
    throw new SonothequeError({
      code: 'catalogue-missing',
      message: `There is no catalogue at ${path}.`,
      nextStep: 'Index a folder first, or choose another catalogue.',
    });
  }
  const writer = readOnly ? undefined : startThread<WriterCommands>(entryUrl('catalogue-writer'));
  const reader = startThread<ReaderCommands>(entryUrl('catalogue-reader'));
  const endThreads = () => Promise.all([reader.end(), writer?.end()]);
  try {
    const repairs = (await writer?.call('open', path, options.waitMilliseconds ?? waitForWriterMilliseconds)) ?? [];
    await reader.call('open', path);
    return { path, readOnly, repairs, ...methodsOf(reader, () => writer ?? refuseWriting(), closeBoth) };
  } catch (error) {
    await writer?.call('close').catch(() => undefined);
    await endThreads();
    throw error;
  }

  async function closeBoth(): Promise<void> {
    // The reader first: the last handle to close folds the write-ahead logs into their files, and only a writer can.
    try {
      await reader.call('close');
      await writer?.call('close');
    } finally {
      // A thread that is left would keep the process alive.
      await endThreads();
    }
  }
}

function methodsOf(
  reader: Reader,
  writerOrRefusal: () => Writer,
  closeBoth: () => Promise<void>,
): Omit<Catalogue, 'path' | 'readOnly' | 'repairs'> {
  let closing: Promise<void> | undefined;
  const write: Writer['call'] = async (command, ...args) => writerOrRefusal().call(command, ...args);
  const read = reader.call;

  async function* rows(resultSet: ResultSet): AsyncGenerator<SoundRow, undefined, undefined> {
    for (let offset = 0; offset < resultSet.count; offset += pageRows) {
      yield* await read('page', resultSet.id, offset, pageRows);
    }
  }

  const idsOf = async (
    sounds: { readonly resultSetId: ResultSetId } | { readonly soundIds: readonly SoundId[] },
  ): Promise<readonly SoundId[]> =>
    'soundIds' in sounds ? sounds.soundIds : (Array.from(await read('idsOf', sounds.resultSetId)) as SoundId[]);

  const libraryOf = async (id: LibraryId): Promise<Library> => {
    const library = (await read('libraries')).find((known) => known.id === id);
    if (library === undefined) throw new Error('The library that was written cannot be read.');
    return library;
  };

  return {
    addLibrary: async (library) => libraryOf(await write('addLibrary', library)),
    relocateLibrary: async (libraryId, place) => {
      await write('relocateLibrary', libraryId, place);
      return libraryOf(libraryId);
    },
    libraries: () => read('libraries'),

    beginScan: (libraryId) => write('beginScan', libraryId),
    recordSeen: (libraryId, scanId, entries) => write('recordSeen', libraryId, scanId, entries),
    finishScan: async (_libraryId, scanId) => {
      let missing = 0;
      let moved = 0;
      for (;;) {
        const part = await write('finishScanPart', scanId);
        missing += part.missing;
        moved += part.moved;
        if (part.done) return { seen: part.seen, missing, moved };
      }
    },
    abandonScan: (scanId) => write('abandonScan', scanId),

    findMoveCandidates: (hints) => read('findMoveCandidates', hints),
    hasVectors: (payloadHash, modelVersion) => read('hasVectors', payloadHash, modelVersion),
    storeListened: (batch) => write('storeListened', batch),
    recordFailures: (batch) => write('recordFailures', batch),
    storeVectors: (batch) => write('storeVectors', batch),
    storeSuggestions: (batch) => write('storeSuggestions', batch),

    registerModelVersion: (version) => write('registerModelVersion', version),
    activateModelVersion: (id) => write('activateModelVersion', id),
    modelVersions: () => read('modelVersions'),
    coverage: (id) => read('coverage', id),

    label: (labels, origin) => {
      const batchId = uuidv7();
      return inParts(labels, (part) => write('label', part, origin, batchId));
    },
    acceptSuggestions: async (sounds, minProbability, origin) => {
      const batchId = uuidv7();
      return inParts(await idsOf(sounds), (part) => write('acceptSuggestions', part, minProbability, origin, batchId));
    },
    undoLastLabel: async (origin, soundId) => {
      const changed: SoundId[] = [];
      let cursor: UndoCursor | null = null;
      do {
        const part: UndonePart = await write('undoPart', origin, soundId ?? null, cursor);
        changed.push(...part.changed);
        cursor = part.next;
      } while (cursor !== null);
      return { changed, locked: [] };
    },
    labels: (soundId) => read('labels', soundId),
    labelHistory: (soundId) => read('labelHistory', soundId),

    status: () => read('status'),
    query: (query) => read('query', query),
    page: (resultSetId, offset, limit) => read('page', resultSetId, offset, limit),
    rows,
    releaseResultSet: (resultSetId) => read('releaseResultSet', resultSetId),
    sounds: (soundIds) => read('sounds', soundIds),
    soundByPath: (absolutePath) => read('soundByPath', absolutePath),
    vectors: (soundId, modelVersion) => read('vectors', soundId, modelVersion ?? null),
    peaks: (soundId) => read('peaks', soundId),
    metadata: (soundId) => read('metadata', soundId),
    similar: (request) => read('similar', request),

    getSetting: (name) => read('getSetting', name),
    setSetting: (name, value) => write('setSetting', name, value),

    close: () => {
      closing ??= closeBoth();
      return closing;
    },
  };
}

async function inParts<Item>(
  items: readonly Item[],
  run: (part: readonly Item[]) => Promise<LabelOutcome>,
): Promise<LabelOutcome> {
  const changed: SoundId[] = [];
  const locked: SoundId[] = [];
  for (let at = 0; at < items.length; at += batchLimit) {
    const outcome = await run(items.slice(at, at + batchLimit));
    changed.push(...outcome.changed);
    locked.push(...outcome.locked);
  }
  return { changed, locked };
}

function refuseWriting(): never {
  throw new SonothequeError({
    code: 'catalogue-read-only',
    message: 'The catalogue was opened for looking only.',
    nextStep: 'Open it for writing, when no other Sonotheque uses it.',
  });
}
