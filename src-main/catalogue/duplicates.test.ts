import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import { type Catalogue, embeddingLength, type Library, openCatalogue, type StoredDuplicateGroup } from './index.ts';
import { embeddings, listened, modelVersion, pathName, payload, temporaryFolder } from './testing/fixtures.ts';
import { peaksOf, type Take, take } from './testing/sounding.ts';

let folder: ReturnType<typeof temporaryFolder>;
let catalogue: Catalogue;
let library: Library;
const place = () => join(folder.path, 'test.sonotheque');

beforeEach(async () => {
  folder = temporaryFolder();
  catalogue = await openCatalogue(place());
  library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
});
afterEach(async () => {
  await catalogue.close();
  folder.remove();
});

type Cut = NonNullable<Parameters<typeof peaksOf>[1]> & { readonly rateHz?: number };

/** A sound whose frames are nearly those of its family, and whose moments are those of its take. */
async function store(name: string, number: number, family: number, sounding: Take, cut: Cut = {}): Promise<SoundId> {
  const { rateHz = 48_000, ...part } = cut;
  const frames = embeddings(3, family).map((value, at) => value + (embeddings(3, number)[at] ?? 0) * 0.2);
  const durationSeconds = Math.min(cut.toSeconds ?? 6, 6) - (cut.fromSeconds ?? 0);
  const sound = listened(library, name, payload(number), {
    peaks: peaksOf(sounding, part),
    vectors: {
      modelVersion,
      embeddings: frames.subarray(0, 3 * embeddingLength),
      levelsDb: Float32Array.of(-20, -30, -40),
    },
  });
  const format = { ...sound.format, sampleRateHz: rateHz, durationSeconds };
  const [stored] = await catalogue.storeListened([{ ...sound, format }]);
  return stored?.soundId ?? (0 as SoundId);
}

const find = () => catalogue.findDuplicates(undefined, () => undefined);
const all = () => catalogue.duplicateGroups({ decided: true });
const membersOf = (group: StoredDuplicateGroup | undefined) =>
  group?.members.map(({ soundId, differences }) => [soundId, differences.map(({ kind }) => kind)]);

describe('duplicates', () => {
  const steps = take(1, 6);

  it('are grouped around the best, each with its differences; other takes of the family are not among them', async () => {
    const low = await store('low.wav', 1, 9, steps, { rateHz: 22_050 });
    const best = await store('best.wav', 2, 9, steps, { rateHz: 96_000 });
    const cut = await store('cut.wav', 3, 9, steps, { fromSeconds: 1, gainDecibels: -6 });
    await store('take two.wav', 4, 9, take(2, 6));
    await store('take three.wav', 5, 9, take(3, 6));
    const progress: number[] = [];
    expect(await catalogue.findDuplicates(undefined, ({ soundsDone }) => progress.push(soundsDone))).toEqual({
      groups: 1,
    });
    const groups = await all();
    expect(groups).toHaveLength(1);
    expect(groups[0]).toMatchObject({ id: best, representative: best });
    expect(membersOf(groups[0])).toEqual(
      expect.arrayContaining([
        [low, ['format']],
        [cut, ['format', 'trimmed', 'gain']],
      ]),
    );
  });

  it('are identical where the audio is, whatever the files are called', async () => {
    await store('one.wav', 1, 9, steps);
    const [copy] = await catalogue.storeListened([
      listened(library, 'copy.wav', payload(1), { vectors: null, peaks: null }),
    ]);
    await find();
    expect(membersOf((await all())[0])).toEqual([[copy?.soundId, []]]);
  });

  it('are looked for among some sounds only, and other groups stay', async () => {
    await store('a one.wav', 1, 9, steps);
    await store('a two.wav', 2, 9, steps);
    await store('b one.wav', 3, 5, take(7, 6));
    await find();
    await store('b two.wav', 4, 5, take(7, 6));
    const among = await catalogue.query({ text: 'b' });
    await catalogue.findDuplicates(among.id, () => undefined);
    expect((await all()).map(({ members }) => members.length)).toEqual([1, 1]);
  });

  it('are still known after a restart, with what a person decided', async () => {
    const one = await store('one.wav', 1, 9, steps);
    const two = await store('two.wav', 2, 9, steps);
    const three = await store('three.wav', 3, 9, steps);
    await find();
    await catalogue.reviewDuplicates(one, [two], 'different', 'editor');
    await catalogue.reviewDuplicates(one, [three], 'keep', 'editor');
    await catalogue.close();
    catalogue = await openCatalogue(place());
    expect(await catalogue.duplicateGroups({ decided: false })).toEqual([]);
    const [group] = await all();
    expect(new Map(group?.members.map(({ soundId, decision }) => [soundId, decision]))).toEqual(
      new Map([
        [two, 'different'],
        [three, 'keep'],
      ]),
    );
    await catalogue.reviewDuplicates(one, undefined, null, 'editor');
    expect((await catalogue.duplicateGroups({ decided: false }))[0]?.members).toHaveLength(2);
  });

  it('are found again with the decision, which is about recordings and not about rows', async () => {
    const one = await store('one.wav', 1, 9, steps);
    await store('two.wav', 2, 9, steps);
    await find();
    await catalogue.reviewDuplicates(one, undefined, 'different', 'editor');
    await find();
    expect(await catalogue.duplicateGroups({ decided: false })).toEqual([]);
  });

  it('are no group any more once the audio of a file has changed', async () => {
    await store('one.wav', 1, 9, steps);
    await store('two.wav', 2, 9, steps);
    await find();
    await store('two.wav', 3, 4, take(5, 6));
    expect(await all()).toEqual([]);
  });

  it('leave what was known alone when the search is ended', async () => {
    await store('one.wav', 1, 9, steps);
    await store('two.wav', 2, 9, steps);
    await find();
    const ended = AbortSignal.abort(new Error('ended'));
    await expect(catalogue.findDuplicates(undefined, () => undefined, ended)).rejects.toThrow('ended');
    expect(await all()).toHaveLength(1);
  });
});

describe('an index of before', () => {
  it('is given room for duplicates when it is opened', async () => {
    const hash: PayloadHash = payload(1);
    await catalogue.storeListened([listened(library, 'one.wav', hash)]);
    await catalogue.close();
    const { default: Sqlite } = await import('better-sqlite3');
    const index = new Sqlite(`${place()}-index`);
    index.exec(`DROP TABLE duplicate_members; ALTER TABLE suggestion_lists DROP COLUMN payload_id;
      ALTER TABLE sign_bits DROP COLUMN factors; DROP TABLE projections; DROP TABLE projected_places; DROP TABLE sound_names; DROP TABLE sound_features; DROP TABLE suggestion_scorings; PRAGMA user_version = 2`);
    index.close();
    catalogue = await openCatalogue(place());
    expect(catalogue.repairs).toEqual([]);
    expect(await catalogue.hasVectors(hash, modelVersion)).toBe(true);
    await find();
    expect(await all()).toEqual([]);
  });
});
