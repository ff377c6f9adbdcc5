import { existsSync } from 'node:fs';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { LibraryId } from '../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from './catalogue-reader.ts';
import type { WriterCommands } from './catalogue-writer.ts';
import { assertPlaceForCatalogue } from './database/place.ts';
import { backupMethods } from './methods/backup-methods.ts';
import { createDamageWatch } from './methods/damage-watch.ts';
import { duplicateMethods } from './methods/duplicate-methods.ts';
import { historyMethods } from './methods/history-methods.ts';
import { jobMethods } from './methods/job-methods.ts';
import { labelMethods } from './methods/label-methods.ts';
import { learningMethods } from './methods/learning-methods.ts';
import { createListeners } from './methods/listeners.ts';
import { personalMethods } from './methods/personal-methods.ts';
import { projectionMethods } from './methods/projection-methods.ts';
import { reviewMethods } from './methods/review-methods.ts';
import { similarMethods } from './methods/similar-methods.ts';
import { trainingMethods } from './methods/training-methods.ts';
import { entryUrl, startThread, type Thread } from './threads/thread.ts';
import type {
  Catalogue,
  CatalogueBackups,
  CatalogueChange,
  CatalogueOptions,
  CatalogueSimilarity,
  Library,
  ResultSet,
  SoundRow,
} from './types.ts';

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
  const changes = createListeners<CatalogueChange>();
  const damage = createDamageWatch(path);
  const writer = readOnly
    ? undefined
    : startThread<WriterCommands>(entryUrl('catalogue-writer'), {
        onNotice: ({ committedRevision: revision, quietly }) => changes.tell({ revision, quietly }),
        onFailure: damage.note,
      });
  const reader = startThread<ReaderCommands>(entryUrl('catalogue-reader'), { onFailure: damage.note });
  const similarity = similarMethods(path, reader.call, { onFailure: damage.note });
  const endThreads = () => Promise.all([reader.end(), writer?.end()]);
  try {
    const opened = await writer?.call('open', path, options.waitMilliseconds ?? waitForWriterMilliseconds);
    await reader.call('open', path, readOnly);
    if (writer !== undefined) void finishWhatWasCutOff(writer.call);
    if (opened?.checkLater === true) void damage.check();
    return {
      path,
      readOnly,
      repairs: opened?.repairs ?? [],
      onChange: changes.add,
      onDamage: damage.onDamage,
      ...backupMethods(path, () => {
        if (readOnly) refuseWriting();
      }),
      ...similarity.methods,
      ...methodsOf(reader, similarity.thread, () => writer ?? refuseWriting(), closeBoth),
    };
  } catch (error) {
    await writer?.call('close').catch(() => undefined);
    await endThreads();
    throw error;
  }

  async function closeBoth(): Promise<void> {
    // The reader first: the last handle to close folds the write-ahead logs into their files, and only a writer can.
    try {
      await similarity.close();
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
  similarThread: ReturnType<typeof similarMethods>['thread'],
  writerOrRefusal: () => Writer,
  closeBoth: () => Promise<void>,
): Omit<
  Catalogue,
  'path' | 'readOnly' | 'repairs' | 'onChange' | 'onDamage' | keyof CatalogueBackups | keyof CatalogueSimilarity
> {
  let closing: Promise<void> | undefined;
  const write: Writer['call'] = async (command, ...args) => writerOrRefusal().call(command, ...args);
  const read = reader.call;

  async function* rows(resultSet: ResultSet): AsyncGenerator<SoundRow, undefined, undefined> {
    for (let offset = 0; offset < resultSet.count; offset += pageRows) {
      yield* await read('page', resultSet.id, offset, pageRows);
    }
  }

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
    removeLibrary: async (libraryId) => {
      await write('hideLibrary', libraryId);
      await removeSounds(write, libraryId);
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
    removeModelVersionPart: (id) => write('removeModelVersionPart', id),
    modelVersions: () => read('modelVersions'),
    coverage: (id) => read('coverage', id),

    ...labelMethods(write, read),
    ...jobMethods(write, read),
    ...personalMethods(write, read),
    ...historyMethods(write, read),
    ...duplicateMethods(write, read, similarThread),
    ...learningMethods(write, read, similarThread),
    ...trainingMethods(similarThread),
    ...projectionMethods(write, read, similarThread),
    ...reviewMethods(write, read, similarThread),

    status: () => read('status'),
    query: (query) => read('query', query),
    keepResultSet: (soundIds) => read('keepResultSet', soundIds),
    facets: (filter) => read('facets', filter),
    libraryCounts: () => read('libraryCounts'),
    libraryBranches: (filter) => read('libraryBranches', filter),
    folders: (libraryId, path, filter) => read('folders', libraryId, path, filter),
    categories: (filter) => read('categories', filter),
    page: (resultSetId, offset, limit) => read('page', resultSetId, offset, limit),
    rows,
    positionOf: (resultSetId, soundId) => read('positionOf', resultSetId, soundId),
    releaseResultSet: (resultSetId) => read('releaseResultSet', resultSetId),
    sounds: (soundIds) => read('sounds', soundIds),
    soundByPath: (absolutePath) => read('soundByPath', absolutePath),
    vectors: (soundId, modelVersion) => read('vectors', soundId, modelVersion ?? null),
    peaks: (soundId) => read('peaks', soundId),
    metadata: (soundId) => read('metadata', soundId),

    getSetting: (name) => read('getSetting', name),
    setSetting: (name, value) => write('setSetting', name, value),

    close: () => {
      closing ??= closeBoth();
      return closing;
    },
  };
}

async function removeSounds(write: Writer['call'], libraryId: LibraryId): Promise<void> {
  let after: number | null = 0;
  while (after !== null) after = await write('removeSoundsPart', libraryId, after);
}

/** Goes on where removing a library or a step of undo was interrupted; nobody need wait for it. */
async function finishWhatWasCutOff(write: Writer['call']): Promise<void> {
  try {
    while (await write('settleHistoryPart')) {
      // The next part follows.
    }
    for (const libraryId of await write('removedLibraries')) await removeSounds(write, libraryId);
  } catch {
    // Closed, full or read-only: the next opening tries again.
  }
}

function refuseWriting(): never {
  throw new SonothequeError({
    code: 'catalogue-read-only',
    message: 'The catalogue was opened for looking only.',
    nextStep: 'Open it for writing, when no other Sonotheque uses it.',
  });
}
