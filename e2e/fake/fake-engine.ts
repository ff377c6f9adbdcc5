/** An engine that only remembers: for looking at the window with any number of sounds. */
import fs from 'node:fs';
import path from 'node:path';
import { implement, type Router } from '@orpc/server';
import { contract } from '../../src-shared/contract/contract.ts';
import type { CatId, LibraryId, SoundId } from '../../src-shared/contract/identifiers.ts';
import { defaultSettings } from '../../src-shared/contract/settings.ts';
import type { SoundRecord } from '../../src-shared/contract/sounds.ts';
import { encodePeaks, storedByteOf } from '../../src-shared/peaks/index.ts';
import { subcategories } from '../../src-shared/ucs/index.ts';
import { fakeActivation, fakeEstimate, fakeRuns, fakeSteps, fakeTrainable, fakeVersions } from './fake-training.ts';

const words = ['Car_Door', 'Truck_Pass', 'Rain_Heavy', 'Glass_Break', 'Footstep_Gravel', 'Whoosh_Soft', 'Crowd_Cheer'];

/** Names that strain the table: written from the right, or longer than any window is wide. */
function nameOf(number: number): string {
  if (number % 11 === 3) return 'صوت_المطر_على_الزجاج';
  if (number % 13 === 5)
    return `${words[number % words.length]}_${'Exterior_Night_Close_Perspective_With_Distant_Traffic_And_Wind_'.repeat(3)}`;
  return words[number % words.length] ?? 'Sound';
}

/** A sound that is always the same for its number. */
export function fakeSound(number: number): SoundRecord {
  const subcategory = subcategories[(number * 37) % subcategories.length];
  const other = subcategories[(number * 91 + 5) % subcategories.length];
  const probability = ((number * 7_919) % 97) / 100;
  return {
    id: (number + 1) as SoundId,
    path: `/sounds/${nameOf(number)}_Take_${String(number).padStart(7, '0')}.wav`,
    library: 'sounds',
    status: 'indexed',
    failure: null,
    format: {
      container: 'wav',
      codec: 'pcm_s24le',
      sampleRateHz: number % 3 === 0 ? 96_000 : 48_000,
      bitDepth: 24,
      channels: 1 + (number % 2),
      durationSeconds: 0.4 + ((number * 613) % 9_000) / 100,
    },
    loudness: { samplePeakDbfs: -1.2, integratedLufs: -18.4 },
    frames: 12,
    label: null,
    suggestions: [subcategory, other].flatMap((row, place) =>
      row === undefined
        ? []
        : [
            {
              category: row.category,
              catId: place === 0 ? (row.catId as CatId) : null,
              probability: place === 0 ? probability : (1 - probability) / 2,
              evidence: [
                { kind: 'heard' as const, probability: 0.8, text: `sounds like ${row.category} in 10 of 12 frames` },
                { kind: 'named' as const, probability: 0.6, text: `the name says ${row.subCategory.toLowerCase()}` },
              ],
            },
          ],
    ),
    fields: { description: 'Recorded on a windless day, close.', artist: 'Nobody', microphone: 'MKH 8040 pair' },
    stagedFields: [],
    favourite: number % 11 === 0,
    rating: number % 6,
    note: null,
    playCount: 0,
    playedAt: null,
    warnings: number % 5 === 0 ? ['The file ends early; what is there can be heard.'] : [],
    isCopy: false,
  };
}

/** Peaks that swell and fade, dark in the first half and bright in the second. */
export function fakePeaks(): Uint8Array {
  const points = 2_000;
  const channel = new Int8Array(points * 2);
  for (let point = 0; point < points; point += 1) {
    const level = Math.abs(Math.sin(point / 90)) * Math.exp(-(point % 400) / 150);
    channel[point * 2] = storedByteOf(-level * 0.9, 1);
    channel[point * 2 + 1] = storedByteOf(level, 1);
  }
  const rows = 200;
  const colours = new Uint8Array(rows * 3);
  for (let row = 0; row < rows; row += 1) {
    colours.set(row < 70 ? [240, 160, 90] : row < 140 ? [150, 235, 170] : [60, 140, 225], row * 3);
  }
  return encodePeaks({
    sampleRateHz: 48_000,
    frames: points * 48,
    scale: 1,
    samplesPerPoint: 48,
    channels: [channel],
    colours,
    colourRowsPerSecond: 100,
  });
}

/** What the training lab has to show. */
export type FakeLab = 'empty' | 'full';

/** @param count how many sounds it pretends to know; 0 is a first run */
export function createFakeEngine(count: number, lab: FakeLab = 'empty'): Router<typeof contract, Record<never, never>> {
  const os = implement(contract);
  const changed = new Map<number, SoundRecord>();
  const at = (row: number): SoundRecord => changed.get(row) ?? fakeSound(row);
  const pending = async function* <Item>(...items: Item[]): AsyncGenerator<Item, void, void> {
    yield* items;
    await new Promise(() => {});
  };
  const router = {
    catalogue: {
      status: os.catalogue.status.handler(() => ({
        catalogue: '/fake.sonotheque',
        sounds: { total: count, indexed: count, failed: 0, missing: 0 },
        frames: 0,
        labels: changed.size,
        libraries: [],
        modelVersion: null,
        encoder: null,
      })),
      watch: os.catalogue.watch.handler(() => pending({ revision: 1 })),
    },
    jobs: { watch: os.jobs.watch.handler(() => pending(...(lab === 'full' ? [fakeActivation] : []))) },
    models: { watch: os.models.watch.handler(() => pending(fakeVersions)) },
    training: {
      datasets: os.training.datasets.handler(() => (lab === 'full' ? fakeTrainable : [])),
      runs: os.training.runs.handler(() => (lab === 'full' ? fakeRuns : [])),
      watch: os.training.watch.handler(() => pending(...fakeSteps.map((news) => ({ kind: 'news' as const, news })))),
      estimate: os.training.estimate.handler(() => pending({ kind: 'done' as const, estimate: fakeEstimate })),
    },
    settings: { watch: os.settings.watch.handler(() => pending(defaultSettings)) },
    history: { watch: os.history.watch.handler(() => pending({ undo: null, redo: null, working: [] })) },
    edits: {
      count: os.edits.count.handler(() => ({ sounds: 0, edits: 0 })),
      of: os.edits.of.handler(() => []),
    },
    collections: { list: os.collections.list.handler(() => []), of: os.collections.of.handler(() => []) },
    libraries: {
      list: os.libraries.list.handler(() =>
        count === 0
          ? []
          : [
              {
                id: 1 as LibraryId,
                name: 'sounds',
                path: '/sounds',
                sounds: count,
                failed: 0,
                missing: 0,
                connected: true,
                lastIndexedAt: new Date(0),
                watching: 'off',
              },
              {
                id: 2 as LibraryId,
                name: 'A drive with a very long name that is elsewhere today',
                path: '/media/elsewhere',
                sounds: 0,
                failed: 0,
                missing: 0,
                connected: false,
                lastIndexedAt: new Date(0),
                watching: 'off',
              },
            ],
      ),
    },
    folders: {
      list: os.folders.list.handler(({ input }) => {
        const folder = input.path ?? '/';
        return {
          path: folder,
          parent: folder === '/' ? null : path.dirname(folder),
          folders: fs
            .readdirSync(folder, { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map(({ name }) => ({ name, path: path.join(folder, name) })),
          soundFiles: 3,
          places: [{ name: 'Home', path: '/' }],
        };
      }),
    },
    sounds: {
      query: os.sounds.query.handler(({ input }) => ({
        id: 1,
        count: input.text === 'nothing' ? 0 : count,
        revision: 1,
        expandedTo: [],
      })),
      page: os.sounds.page.handler(({ input: { offset, limit } }) =>
        Array.from({ length: Math.min(limit, count - offset) }, (_, index) => at(offset + index)),
      ),
      positionOf: os.sounds.positionOf.handler(({ input }) => (input.id <= count ? input.id - 1 : null)),
      release: os.sounds.release.handler(() => null),
      get: os.sounds.get.handler(({ input }) => at(input.id - 1)),
    },
    labels: {
      list: os.labels.list.handler(() => []),
      set: os.labels.set.handler(({ input: { sounds, decision } }) =>
        ('ids' in sounds ? sounds.ids : []).map((id) => {
          const row = subcategories.find(({ catId }) => catId === decision);
          const label =
            decision === null
              ? null
              : {
                  category: row?.category ?? decision,
                  catId: row?.catId ?? null,
                  source: 'human' as const,
                  author: 'me',
                  decidedAt: new Date(0),
                };
          const sound = { ...at(id - 1), label };
          changed.set(id - 1, sound);
          return sound;
        }),
      ),
    },
  };
  return router as unknown as Router<typeof contract, Record<never, never>>;
}
