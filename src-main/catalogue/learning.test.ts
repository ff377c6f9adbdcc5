import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { suggestionsText } from '../../src-shared/suggestions/index.ts';
import { openCatalogue } from './open-catalogue.ts';
import { editor, listened, modelVersion, pathName, payload, temporaryFolder } from './testing/fixtures.ts';
import type { Catalogue, Library, ListenedSound } from './types.ts';

const folder = temporaryFolder();
const kind = { modelVersion, featuresVersion: 1, namesVersion: 1 };
const data = Uint8Array.of(1, 2, 3);
let turn = 0;
let catalogue: Catalogue;
let library: Library;

const place = () => join(folder.path, `learning-${turn}.sonotheque`);
beforeEach(async () => {
  turn += 1;
  catalogue = await openCatalogue(place());
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
});
afterEach(async () => {
  await catalogue.close();
});
afterAll(folder.remove);

const sound = (number: number, changes: Partial<ListenedSound> = {}) =>
  listened(library, `${number}.wav`, payload(number), { features: { version: 1, data }, ...changes });
async function store(...sounds: readonly ListenedSound[]): Promise<readonly SoundId[]> {
  return (await catalogue.storeListened(sounds)).map(({ soundId }) => soundId);
}
const decision = { category: 'DOORS', catId: null };
const label = (soundId: SoundId, source: 'human' | 'model' = 'human') =>
  catalogue.label([{ soundId, region: null, decision, source }], editor);
const suggestions = [{ category: 'WATER', catId: null, probability: 0.75, evidence: [] }];
const renewed = (soundId: SoundId, payloadId: number) => ({
  soundId,
  payloadId,
  first: { category: 'WATER', catId: null, probability: 0.75 },
  text: suggestionsText(suggestions),
});

describe('features', () => {
  it('are given with their sounds, in the order of ids, part by part', async () => {
    const ids = await store(sound(1), sound(2, { features: null }), sound(3));
    const first = await catalogue.learnableSounds(kind, 0, 2);
    expect([...first.soundIds]).toEqual(ids.slice(0, 2));
    expect([...first.ends]).toEqual([3, 3]);
    expect([...first.features]).toEqual([1, 2, 3]);
    const rest = await catalogue.learnableSounds(kind, ids[1] ?? 0, 2);
    expect([...rest.soundIds]).toEqual(ids.slice(2));
    expect((await catalogue.learnableOf(kind, [ids[2] ?? 0])).features).toEqual(data);
  });

  it('made in another way are none', async () => {
    await store(sound(1));
    expect((await catalogue.learnableSounds({ ...kind, featuresVersion: 2 }, 0, 9)).features).toHaveLength(0);
  });

  it('that are lacking are named by payload, and are there once stored', async () => {
    const [one, copy] = await store(
      sound(1, { features: null }),
      listened(library, 'copy.wav', payload(1), { features: null }),
    );
    await store(sound(2));
    const { payloads, next } = await catalogue.payloadsWithoutFeatures(kind, 0, 10);
    expect(payloads.map(({ soundIds }) => soundIds)).toEqual([[one, copy]]);
    expect(next).toBeNull();
    const features = { version: 1, data: new Uint8Array() };
    await catalogue.storeFeatures(modelVersion, [{ payloadId: payloads[0]?.payloadId ?? 0, features }]);
    // Of silence, too: nothing is lacking there.
    expect((await catalogue.payloadsWithoutFeatures(kind, 0, 10)).payloads).toEqual([]);
  });

  it('go with their library', async () => {
    await store(sound(1));
    await catalogue.removeLibrary(library.id);
    library = await catalogue.addLibrary({ name: 'Again', root: pathName('/again') });
    await store(sound(1, { features: null }));
    expect((await catalogue.learnableSounds(kind, 0, 9)).features).toHaveLength(0);
  });
});

describe('what there is to learn from', () => {
  it('is what people said of sounds that are there', async () => {
    const [one, two, three] = (await store(sound(1), sound(2), sound(3))) as [SoundId, SoundId, SoundId];
    await label(one);
    await label(two, 'model');
    await catalogue.label(
      [{ soundId: three, region: { startSeconds: 1, endSeconds: 2 }, decision, source: 'human' }],
      editor,
    );
    const labels = await catalogue.trainingLabels(null);
    expect(labels).toMatchObject([
      { soundId: one, region: null, category: 'DOORS' },
      { soundId: three, region: { startSeconds: 1, endSeconds: 2 } },
    ]);
    expect(await catalogue.trainingLabels([three])).toHaveLength(1);
    await catalogue.removeLibrary(library.id);
    expect(await catalogue.trainingLabels(null)).toEqual([]);
  });

  it('is told as it changes', async () => {
    const [one, two] = (await store(sound(1), sound(2))) as [SoundId, SoundId];
    const { revision } = await catalogue.learnableChanges(Number.MAX_SAFE_INTEGER);
    await label(two);
    const labelled = await catalogue.learnableChanges(revision);
    expect([...labelled.soundIds]).toEqual([two]);
    expect(labelled.everything).toBe(false);
    const failure = { code: 'not-audio', message: 'No sound.', nextStep: null };
    const { path, hints } = sound(1);
    await catalogue.recordFailures([{ libraryId: library.id, path, hints, failure }]);
    const failed = await catalogue.learnableChanges(labelled.revision);
    expect([[...failed.soundIds], [...failed.payloadIds]]).toEqual([[one], [0]]);
  });
});

describe('renewed suggestions', () => {
  it('take the place of those before, quietly where nobody need look', async () => {
    const [one] = (await store(sound(1))) as [SoundId];
    const told: boolean[] = [];
    const stop = catalogue.onChange(({ quietly }) => told.push(quietly));
    const { payloadIds } = await catalogue.learnableSounds(kind, 0, 1);
    await catalogue.renewSuggestions(modelVersion, [renewed(one, payloadIds[0] ?? 0)], true);
    await catalogue.renewSuggestions(modelVersion, [renewed(one, payloadIds[0] ?? 0)], false);
    stop();
    expect(told).toEqual([true, false]);
    expect((await catalogue.sounds([one]))[0]?.suggestions).toEqual(suggestions);
    expect((await catalogue.query({ category: 'WATER' })).count).toBe(1);
    const stored = await catalogue.storedSuggestions(modelVersion, [one, 999]);
    expect(stored.probabilities[0]).toBe(0.75);
    expect([...stored.categories.subarray(5)]).toEqual([255, 255, 255, 255, 255]);
  });

  it('of content that is not there any more are not stored', async () => {
    const [one] = (await store(sound(1))) as [SoundId];
    const { payloadIds } = await catalogue.learnableSounds(kind, 0, 1);
    await store(listened(library, '1.wav', payload(7)));
    await catalogue.renewSuggestions(modelVersion, [renewed(one, payloadIds[0] ?? 0)], true);
    expect((await catalogue.sounds([one]))[0]?.suggestions[0]?.category).toBe('DOORS');
  });

  it('say by what all are made only once all are', async () => {
    const made = (scoring: string) => ({ suggestions: { modelVersion, suggestions, scoring } });
    const [one] = (await store(sound(1, made('first')))) as [SoundId];
    expect(await catalogue.scoring(modelVersion)).toBeNull();
    const { revision } = await catalogue.learnableChanges(Number.MAX_SAFE_INTEGER);
    await catalogue.settleScoring(modelVersion, 'first', revision);
    expect(await catalogue.scoring(modelVersion)).toBe('first');
    await store(sound(2, made('first')));
    expect(await catalogue.scoring(modelVersion)).toBe('first');
    await store(sound(3, made('other')));
    expect(await catalogue.scoring(modelVersion)).toBeNull();
    // It doesn't know of the last one.
    await catalogue.settleScoring(modelVersion, 'first', revision);
    expect(await catalogue.scoring(modelVersion)).toBeNull();
    await catalogue.renewSuggestions(modelVersion, [renewed(one, 1)], true);
    const now = await catalogue.learnableChanges(Number.MAX_SAFE_INTEGER);
    await catalogue.settleScoring(modelVersion, 'other', now.revision);
    expect(await catalogue.scoring(modelVersion)).toBe('other');
  });
});

describe('an index of before', () => {
  it('is given room for features when it is opened, and its suggestions stay', async () => {
    const [one] = (await store(sound(1))) as [SoundId];
    await catalogue.close();
    const { default: Sqlite } = await import('better-sqlite3');
    const index = new Sqlite(`${place()}-index`);
    index.exec(`DROP TABLE projections; DROP TABLE projected_places; DROP TABLE sound_names; DROP TABLE sound_features; DROP TABLE suggestion_scorings;
      UPDATE suggestion_lists SET items = '${JSON.stringify(suggestions)}'; PRAGMA user_version = 4`);
    index.close();
    catalogue = await openCatalogue(place());
    expect(catalogue.repairs).toEqual([]);
    expect((await catalogue.sounds([one]))[0]?.suggestions).toEqual(suggestions);
    expect((await catalogue.payloadsWithoutFeatures(kind, 0, 10)).payloads).toHaveLength(1);
    expect(await catalogue.scoring(modelVersion)).toBeNull();
  });
});
