import { v7 as uuidv7 } from 'uuid';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import { collectionText, markerText, searchText } from '../fact-values.ts';
import { orderKeys } from '../order-keys.ts';
import type { CollectionOutline } from '../reading/personal.ts';
import type { Thread } from '../threads/thread.ts';
import type {
  CataloguePersonal,
  CollectionId,
  Deed,
  MarkPatch,
  SavedSearch,
  SoundSelection,
  StagedPart,
} from '../types.ts';
import type { WantedFact } from '../writing/decisions.ts';
import { type CommandCall, createDecider, type DecisionPiece, factsPerPart } from './decider.ts';

type Methods = Omit<CataloguePersonal, 'history' | 'nextSteps' | 'step'>;

/** The part of a catalogue that keeps what people make beside labels. */
export function personalMethods(write: Thread<WriterCommands>['call'], read: Thread<ReaderCommands>['call']): Methods {
  const decider = createDecider(write);

  const selectedIds = async (sounds: SoundSelection): Promise<readonly SoundId[]> => {
    if ('soundIds' in sounds) return [...new Set(sounds.soundIds)];
    const { resultSetId, ranges } = sounds;
    const except = new Set<number>(sounds.except);
    const all = await read('idsOf', resultSetId);
    const ids = (
      ranges === undefined
        ? Array.from(all)
        : [...new Set(ranges.flatMap(({ first, end }) => Array.from(all.subarray(first, end))))]
    ) as SoundId[];
    return except.size === 0 ? ids : ids.filter((id) => !except.has(id));
  };

  /** One command that says something of each sound. */
  const decideOfEach = async (
    sounds: SoundSelection,
    call: CommandCall,
    factsOf: (soundId: SoundId, place: number) => readonly WantedFact[],
  ) => decider.ofEach(await selectedIds(sounds), call, factsOf);

  const outlineOf = async (id: CollectionId): Promise<CollectionOutline> =>
    found((await read('collectionOutlines')).find((collection) => collection.id === id));

  function found<Outline>(outline: Outline | undefined): Outline {
    if (outline !== undefined) return outline;
    throw new SonothequeError({
      code: 'collection-unknown',
      message: 'There is no such collection any more.',
      nextStep: 'Undo brings back one that was deleted.',
    });
  }

  const assertNameIsFree = async (name: string, except?: CollectionId): Promise<void> => {
    const wanted = name.toLowerCase();
    const taken = (await read('collectionOutlines')).find(
      (one) => one.id !== except && one.name.toLowerCase() === wanted,
    );
    if (taken === undefined) return;
    throw new SonothequeError({
      code: 'collection-exists',
      message: `There is a collection “${taken.name}” already.`,
      nextStep: 'Choose another name, or add the sounds to that one.',
    });
  };

  const place = async (
    id: CollectionId,
    sounds: SoundSelection,
    before: SoundId | null,
    call: CommandCall,
    onlyIfNone: boolean,
  ) => {
    const ids = await selectedIds(sounds);
    const { low, high } = await read('gapBefore', id, before, onlyIfNone ? [] : ids);
    const key = orderKeys(low, high, ids.length);
    return decider.ofEach(ids, call, (soundId, at) => [
      { kind: 'member', soundId, subject: id, value: key(at), onlyIfNone },
    ]);
  };

  return {
    collections: () => read('collections'),
    collectionsOf: (soundId) => read('collectionsOf', soundId),
    createCollection: async ({ name, colour, soundIds = [] }, origin, options = {}) => {
      const id = (options.commandId ?? uuidv7()) as CollectionId;
      const all = await read('collectionOutlines');
      // Sent again with sounds, some of these may still be missing from it.
      if (soundIds.length === 0 && all.some((collection) => collection.id === id)) {
        return found((await read('collections')).find((collection) => collection.id === id));
      }
      await assertNameIsFree(name, id);
      const position = orderKeys(all.filter((one) => one.id !== id).at(-1)?.position ?? null, null, 1)(0);
      const value = collectionText({ name, colour, position });
      const call = { deed: { action: 'create-collection', detail: name }, origin, options } as const;
      const itself = { kind: 'collection', soundId: null, subject: id, value } as const;
      if (soundIds.length === 0) await decider.one(call, [itself]);
      else await decider.asTheyCome(call, madeOf(itself, id, soundIds));
      return found((await read('collections')).find((collection) => collection.id === id));
    },
    changeCollection: async (id, { name, colour, before }, origin, options = {}) => {
      const present = await outlineOf(id);
      if (name !== undefined) await assertNameIsFree(name, id);
      const others = (await read('collectionOutlines')).filter((one) => one.id !== id);
      const position = before === undefined ? present.position : placeBefore(others, before);
      const next = { name: name ?? present.name, colour: colour ?? present.colour, position };
      return decider.one({ deed: { action: 'change-collection', detail: present.name }, origin, options }, [
        { kind: 'collection', soundId: null, subject: id, value: collectionText(next) },
      ]);
    },
    deleteCollection: async (id, origin, options = {}) => {
      // Sent again it would not find what it deleted.
      const before = options.commandId === undefined ? null : await read('historyEntryOf', options.commandId);
      if (before !== null) return { changed: before.changes };
      const { name } = await outlineOf(id);
      return decider.one({ deed: { action: 'delete-collection', detail: name }, origin, options }, [
        { kind: 'collection', soundId: null, subject: id, value: null },
      ]);
    },
    addToCollection: async (id, sounds, before, origin, options = {}) => {
      const { name } = await outlineOf(id);
      const call = { deed: { action: 'add-to-collection', detail: name }, origin, options } as const;
      return place(id, sounds, before, call, true);
    },
    moveInCollection: async (id, sounds, before, origin, options = {}) => {
      const { name } = await outlineOf(id);
      const call = { deed: { action: 'move-in-collection', detail: name }, origin, options } as const;
      return place(id, sounds, before, call, false);
    },
    removeFromCollection: async (id, sounds, origin, options = {}) => {
      const { name } = await outlineOf(id);
      const call = { deed: { action: 'remove-from-collection', detail: name }, origin, options } as const;
      return decideOfEach(sounds, call, (soundId) => [{ kind: 'member', soundId, subject: id, value: null }]);
    },

    mark: (sounds, patch, origin, options = {}) => {
      const wanted = marksOf(patch);
      return decideOfEach(sounds, { deed: deedOfMarks(patch), origin, options }, (soundId) =>
        wanted.map(([subject, value]) => ({ kind: 'mark', soundId, subject, value })),
      );
    },

    markers: (soundId) => read('markers', soundId),
    putMarkers: (soundId, markers, origin, options = {}) => {
      const detail = markers.length === 1 ? (markers[0]?.name ?? '') : '';
      return decider.one(
        { deed: { action: 'put-markers', detail }, origin, options },
        markers.map((marker) => ({ kind: 'marker', soundId, subject: marker.id, value: markerText(marker) })),
      );
    },
    removeMarkers: (soundId, ids, origin, options = {}) =>
      decider.one(
        { deed: { action: 'remove-markers', detail: '' }, origin, options },
        ids.map((id) => ({ kind: 'marker', soundId, subject: id, value: null })),
      ),

    stageEdits: (sounds, fields, deed, origin, options = {}) => {
      const entries = Object.entries(fields).filter(([, value]) => value !== undefined);
      return decideOfEach(sounds, { deed, origin, options }, (soundId) =>
        entries.map(([subject, value]) => ({ kind: 'edit', soundId, subject, value: value ?? null })),
      );
    },
    stageValues: (parts, deed, origin, options = {}) =>
      decider.asTheyCome({ deed, origin, options }, factsOfParts(parts)),
    stagedEdits: (soundId) => read('stagedEdits', soundId),
    stagedSounds: (after, limit) => read('stagedSounds', after, limit),
    countStaged: () => read('countStaged'),
    fieldValues: (soundIds, fields) => read('fieldValues', soundIds, fields),
    selectedIds,

    notePlayed: (soundId, playedAt) => write('notePlayed', soundId, playedAt.getTime()),
    plays: ({ limit, before }) => read('plays', limit, before ?? null),
    forgetPlays: () => write('forgetPlays'),

    savedSearches: () => read('savedSearches'),
    saveSearch: async ({ id: knownId, name, query, before }, origin, options = {}) => {
      const id = knownId ?? options.commandId ?? uuidv7();
      const all = await read('savedSearches');
      const present = all.find((search) => search.id === id);
      const others = all.filter((search) => search !== present);
      const position = present && before === undefined ? present.position : placeBefore(others, before ?? null);
      await decider.one({ deed: { action: 'save-search', detail: name }, origin, options }, [
        { kind: 'search', soundId: null, subject: id, value: searchText({ name, position, query }) },
      ]);
      return searchOf(await read('savedSearches'), id);
    },
    deleteSearch: async (id, origin, options = {}) => {
      const detail = (await read('savedSearches')).find((search) => search.id === id)?.name ?? '';
      return decider.one({ deed: { action: 'delete-search', detail }, origin, options }, [
        { kind: 'search', soundId: null, subject: id, value: null },
      ]);
    },
    noteSearch: (query, searchedAt) => write('noteSearch', query, searchedAt.getTime()),
    searchHistory: (limit) => read('searchHistory', limit),
    forgetSearches: () => write('forgetSearches'),

    settings: () => read('settings'),
  };
}

/** The key of a place before one of some ordered things; at the end when that one is not among them. */
function placeBefore(
  things: readonly { readonly id: string; readonly position: string }[],
  before: string | null,
): string {
  const at = things.findIndex(({ id }) => id === before);
  const end = at < 0 ? things.length : at;
  return orderKeys(things[end - 1]?.position ?? null, things[end]?.position ?? null, 1)(0);
}

function searchOf(searches: readonly SavedSearch[], id: string): SavedSearch {
  const found = searches.find((search) => search.id === id);
  if (found !== undefined) return found;
  throw new SonothequeError({
    code: 'search-unknown',
    message: 'This search was deleted meanwhile.',
    nextStep: 'Save it anew.',
  });
}

const marksOf = ({ favourite, rating, note }: MarkPatch): readonly (readonly [string, string | null])[] => [
  ...(favourite === undefined ? [] : ([['favourite', favourite ? '1' : null]] as const)),
  ...(rating === undefined ? [] : ([['rating', rating === 0 ? null : String(rating)]] as const)),
  ...(note === undefined ? [] : ([['note', note === '' ? null : note]] as const)),
];

function deedOfMarks({ favourite, rating, note }: MarkPatch): Deed {
  const given = [favourite, rating, note].filter((value) => value !== undefined).length;
  if (given !== 1) return { action: 'mark', detail: '' };
  if (favourite !== undefined) return { action: favourite ? 'favourite' : 'unfavourite', detail: '' };
  return rating === undefined ? { action: 'note', detail: note ?? '' } : { action: 'rate', detail: String(rating) };
}

async function* factsOfParts(parts: AsyncIterable<StagedPart>): AsyncGenerator<DecisionPiece, undefined, undefined> {
  for await (const { values, soundsDone } of parts) {
    const wanted = values.map(
      ({ soundId, field, value }): WantedFact => ({ kind: 'edit', soundId, subject: field, value }),
    );
    yield { wanted, itemsDone: soundsDone };
  }
}

/** A collection first, since only what is there takes members; then these, in their order. */
async function* madeOf(
  itself: WantedFact,
  id: CollectionId,
  soundIds: readonly SoundId[],
): AsyncGenerator<DecisionPiece> {
  yield { wanted: [itself], itemsDone: 0 };
  const key = orderKeys(null, null, soundIds.length);
  for (let from = 0; from < soundIds.length; from += factsPerPart) {
    const part = soundIds.slice(from, from + factsPerPart);
    const wanted = part.map(
      (soundId, at): WantedFact => ({ kind: 'member', soundId, subject: id, value: key(from + at) }),
    );
    yield { wanted, itemsDone: from + part.length };
  }
}
