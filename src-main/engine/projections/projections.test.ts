import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { type Catalogue, openCatalogue } from '../../catalogue/index.ts';
import { embeddings, listened, modelVersion, pathName, payload, scan } from '../../catalogue/testing/fixtures.ts';
import { makeProjection } from './make-projection.ts';
import { Projections } from './projections.ts';

const first = modelVersion;
const second = 'second' as ModelVersionId;
const SOUNDS = 30;

let folder = '';
let catalogue: Catalogue;
let library: Awaited<ReturnType<Catalogue['addLibrary']>>;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-maps-'));
  catalogue = await openCatalogue(path.join(folder, 'a.sonotheque'));
  library = await catalogue.addLibrary({ name: 'Sounds', root: pathName('/sounds') });
  for (const id of [first, second])
    await catalogue.registerModelVersion({ id, name: id, lineage: {}, embeddingMean: null });
  await catalogue.activateModelVersion(first);
  await index(SOUNDS, 0);
});
afterEach(async () => {
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

/** So many sounds that are heard, and so many copies of one that is silent. */
async function index(heard: number, silent: number): Promise<void> {
  const silence = { modelVersion: first, embeddings: embeddings(2, 250), levelsDb: Float32Array.of(-120, -130) };
  await scan(catalogue, library, [
    ...Array.from({ length: heard }, (_, at) =>
      listened(library, `${at}.wav`, payload(at + 1), {
        vectors: { modelVersion: first, embeddings: embeddings(2, at + 1), levelsDb: Float32Array.of(-20, -20) },
      }),
    ),
    ...Array.from({ length: silent }, (_, at) =>
      listened(library, `silence ${at}.wav`, payload(250), { vectors: silence }),
    ),
  ]);
}

/** Allowed until it is withheld or ended. @param whenResting runs when it was withheld and work waits for it */
function permitOf(whenResting: (permit: { allow: () => void; end: () => void }) => void = () => {}) {
  const ended = new AbortController();
  let piece = new AbortController();
  let allowed = Promise.withResolvers<boolean>();
  allowed.resolve(true);
  const allow = () => {
    piece = new AbortController();
    allowed.resolve(true);
  };
  const end = () => {
    ended.abort();
    piece.abort();
    allowed.resolve(false);
  };
  const permit = {
    get piece() {
      return piece.signal;
    },
    ended: ended.signal,
    whenAllowed: () => {
      if (piece.signal.aborted && !ended.signal.aborted) whenResting({ allow, end });
      return ended.signal.aborted ? Promise.resolve(false) : allowed.promise;
    },
  } as unknown as WorkPermit;
  const withhold = () => {
    allowed = Promise.withResolvers();
    piece.abort();
  };
  return { permit, withhold, end };
}

const task = { modelVersion: first, method: 't-sne' } as const;
const make = () => makeProjection(catalogue, task, { permit: permitOf().permit, onProgress: () => {} });
const open = () =>
  new Projections({ catalogue: () => catalogue, onFault: (error) => expect.unreachable(String(error)) });
const placesOf = async () => [...((await catalogue.mappedSounds('t-sne'))?.places ?? [])];

/** The state once nothing is being placed any more. */
async function settled(projections: Projections) {
  await projections.state();
  await projections.close();
  return projections.state();
}

describe('a map that is being made', () => {
  it('is the same whether it had to rest or not', { timeout: 30_000 }, async () => {
    await make();
    const wanted = await placesOf();
    let rested = false;
    const { permit, withhold } = permitOf(({ allow }) => {
      rested = true;
      setImmediate(allow);
    });
    const report = await makeProjection(catalogue, task, {
      permit,
      onProgress: () => {
        if (!rested) withhold();
      },
    });
    expect([rested, report.interrupted]).toEqual([true, false]);
    expect(await placesOf()).toEqual(wanted);
  });

  it('ends at once when it is stopped, also while it rests, and the one of before stands', {
    timeout: 30_000,
  }, async () => {
    await make();
    const [before] = await catalogue.projectionStates();
    for (const rests of [false, true]) {
      const { permit, withhold, end } = permitOf(({ end }) => setImmediate(end));
      const report = await makeProjection(catalogue, task, { permit, onProgress: rests ? withhold : end });
      expect(report.interrupted).toBe(true);
    }
    expect(await catalogue.projectionStates()).toEqual([before]);
  });

  it('leaves nothing of itself behind when the catalogue closes in the middle of it', { timeout: 30_000 }, async () => {
    const { permit, end } = permitOf();
    await makeProjection(catalogue, task, { permit, onProgress: () => end() });
    await catalogue.close();
    catalogue = await openCatalogue(path.join(folder, 'a.sonotheque'));
    expect(await catalogue.projectionStates()).toEqual([]);
    expect((await make()).interrupted).toBe(false);
  });

  it('is refused of no sounds', async () => {
    const empty = { modelVersion: second, method: 't-sne' } as const;
    const made = makeProjection(catalogue, empty, { permit: permitOf().permit, onProgress: () => {} });
    await expect(made).rejects.toMatchObject({ failure: { code: 'nothing-to-map' } });
  });
});

describe('kept maps', () => {
  it('take in sounds that came later, and lack none for silence, however many copies of it there are', async () => {
    await make();
    await index(SOUNDS + 2, 3);
    const projections = open();
    expect((await projections.state()).kept).toMatchObject([{ sounds: SOUNDS, placedLater: 0, lacking: 5 }]);
    expect((await settled(projections)).kept).toMatchObject([{ sounds: SOUNDS + 2, placedLater: 2, lacking: 0 }]);
    const version = projections.changes.version;
    await settled(projections);
    expect(projections.changes.version).toBe(version);
  });

  it('are worth making anew when more than a tenth came later', async () => {
    await make();
    await index(SOUNDS + 3, 0);
    expect((await settled(open())).kept).toMatchObject([{ isStale: false }]);
    await index(SOUNDS + 5, 0);
    expect((await settled(open())).kept).toMatchObject([{ placedLater: 5, isStale: true }]);
  });

  it('are those of the version in use, and come back with it', async () => {
    await make();
    const wanted = await placesOf();
    await catalogue.activateModelVersion(second);
    expect(await settled(open())).toMatchObject({ modelVersion: second, kept: [] });
    expect(await open().open('t-sne')).toBeNull();
    await catalogue.activateModelVersion(first);
    expect(await placesOf()).toEqual(wanted);
  });

  it('are given in chunks of a snapshot, the last few of which are kept', async () => {
    await make();
    const projections = open();
    const snapshot = await projections.open('t-sne');
    expect(snapshot).toMatchObject({ count: SOUNDS, libraries: [{ name: 'Sounds' }] });
    expect(projections.points(snapshot?.id ?? 0, 0).size).toBe(16 * SOUNDS);
    for (let again = 0; again < 3; again += 1) await projections.open('t-sne');
    expect(() => projections.points(snapshot?.id ?? 0, 0)).toThrow('not kept any more');
  });
});
