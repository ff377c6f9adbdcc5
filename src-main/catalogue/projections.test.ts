import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { categories } from '../../src-shared/ucs/index.ts';
import { openCatalogue } from './index.ts';
import { embeddings, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './testing/fixtures.ts';
import type { Catalogue, Library } from './types.ts';

const levels = { quietDbfs: -90, silenceDbfs: -115 };
const name = { modelVersion, method: 't-sne' };

describe('maps', () => {
  let folder = temporaryFolder();
  let catalogue: Catalogue;
  let library: Library;

  beforeEach(async () => {
    folder = temporaryFolder();
    catalogue = await openCatalogue(`${folder.path}/a.sonotheque`);
    library = await catalogue.addLibrary({ name: 'Sounds', root: pathName('/sounds') });
    await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
    await catalogue.activateModelVersion(modelVersion);
    const silence = { modelVersion, embeddings: embeddings(2, 3), levelsDb: Float32Array.of(-120, -130) };
    await scan(catalogue, library, [
      listened(library, 'a.wav', payload(1)),
      listened(library, 'b.wav', payload(2)),
      listened(library, 'copy of b.wav', payload(2)),
      listened(library, 'silence.wav', payload(3), { vectors: silence }),
    ]);
  });

  afterEach(async () => {
    await catalogue.close();
    folder.remove();
  });

  const stored = async () => {
    const { vectorSets } = await catalogue.soundMeans(modelVersion, levels, 0, 100);
    const places = Float32Array.from({ length: 2 * vectorSets.length }, (_, at) => at);
    await catalogue.storeProjection({ ...name, vectorSets, places, space: Uint8Array.of(1, 2) });
    return vectorSets;
  };

  it('are made of the means of audible frames, without silence', async () => {
    const { vectorSets, means, next } = await catalogue.soundMeans(modelVersion, levels, 0, 100);
    expect([vectorSets.length, next]).toEqual([2, null]);
    const both = embeddings(2, 1);
    expect(means[7]).toBeCloseTo(((both[7] as number) + (both[512 + 7] as number)) / 2, 1);
    const some = await catalogue.soundMeansOf(levels, vectorSets.subarray(1));
    expect(some.means).toEqual(means.slice(512));
  });

  it('are read part by part', async () => {
    const first = await catalogue.soundMeans(modelVersion, levels, 0, 1);
    expect(first.vectorSets).toHaveLength(1);
    const second = await catalogue.soundMeans(modelVersion, levels, first.next ?? 0, 1);
    expect(second.vectorSets[0]).toBeGreaterThan(first.vectorSets[0] ?? 0);
  });

  it('show every sound with its category and certainty; equal contents at one place', async () => {
    expect(await catalogue.mappedSounds('t-sne')).toBeNull();
    await stored();
    const sounds = await catalogue.mappedSounds('t-sne');
    expect(sounds?.soundIds).toHaveLength(3);
    expect([...(sounds?.categories ?? [])]).toEqual(Array(3).fill(categories.indexOf('DOORS')));
    expect([...(sounds?.certainties ?? [])]).toEqual(Array(3).fill(Math.round(254 * 0.8)));
    expect(sounds?.libraryIds).toEqual([library.id]);
    const at = (path: string) => async () => {
      const [sound] = await Promise.all([catalogue.soundByPath(`/sounds/${path}`)]);
      const place = sounds?.soundIds.indexOf(sound?.id ?? 0) ?? -1;
      return [...(sounds?.places.subarray(2 * place, 2 * place + 2) ?? [])];
    };
    expect(await at('b.wav')()).toEqual(await at('copy of b.wav')());
  });

  it('know what came and went since, and take in what is placed later', async () => {
    await stored();
    const before = await catalogue.projectionStates();
    expect(before).toMatchObject([{ method: 't-sne', sounds: 3, placedLater: 0, lacking: 1 }]);
    await scan(catalogue, library, [listened(library, 'a.wav', payload(1)), listened(library, 'new.wav', payload(4))]);
    expect(await catalogue.projectionStates()).toMatchObject([{ sounds: 1, lacking: 1 }]);
    const lacking = (await catalogue.lackingPlaces('t-sne')) ?? new Uint32Array();
    await catalogue.addPlaces(name, { vectorSets: lacking, places: Float32Array.of(5, 6) });
    expect(await catalogue.projectionStates()).toMatchObject([{ sounds: 2, placedLater: 1, lacking: 0 }]);
    expect((await catalogue.projectionSpace(name))?.vectorSets).toHaveLength(2);
  });

  it('take the place of the one before', async () => {
    await stored();
    await stored();
    expect(await catalogue.projectionStates()).toHaveLength(1);
  });
});
