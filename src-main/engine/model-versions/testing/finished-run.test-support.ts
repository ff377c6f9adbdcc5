/** For tests: the folder of a finished training run, as a trainer leaves it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { trainingConfiguration } from '../../../../src-shared/training/index.ts';
import { openCatalogue } from '../../../catalogue/index.ts';
import { locateModels, MODEL_FILES, readSafetensors, writeSafetensors } from '../../../encoder/index.ts';
import { nearIdentity, randomNumbers, tinyVersion } from '../../../encoder/tiny-version.fixture.ts';
import { RUN_FILES, type RunDatasets } from '../../../training/run-folder/index.ts';

const EMBEDDING = 512;

export type MadeUpRun = {
  /** `adapter`: over the shipped encoder, from stored vectors; `encoder`: narrow, from made-up spectra. */
  readonly trains: 'adapter' | 'encoder';
  /** Whose sounds it learned from. */
  readonly catalogue: string;
  /** What each file is called, by its name. */
  readonly categoryOf: (name: string) => string | null;
  readonly name?: string;
  readonly seed?: number;
};

/** Writes a run folder. */
export async function writeFinishedRun(folder: string, run: MadeUpRun): Promise<void> {
  const { trains, categoryOf, name = `A made-up ${trains}`, seed = 1 } = run;
  mkdirSync(folder, { recursive: true });
  const catalogue = await openCatalogue(run.catalogue, { readOnly: true });
  const sounds: { path: string; hash: string; category: string; embeddings: Float32Array; frames: number }[] = [];
  try {
    const { id, count } = await catalogue.query({});
    for (const row of await catalogue.page(id, 0, count)) {
      const category = categoryOf(path.basename(row.path.display));
      const stored = await catalogue.vectors(row.id);
      if (category === null || stored === null || row.payloadHash === null) continue;
      const { embeddings, levelsDb } = stored;
      sounds.push({
        path: row.relativePath.display,
        hash: row.payloadHash,
        category,
        embeddings,
        frames: levelsDb.length,
      });
    }
  } finally {
    await catalogue.close();
  }
  const classes = [...new Set(sounds.map(({ category }) => category))].sort();
  let [firstFrame, firstRow] = [0, 0];
  const datasets: RunDatasets = {
    version: 1,
    fingerprint: 'made-up',
    datasets: [
      {
        name: 'Made up',
        classes,
        classKind: 'category',
        sounds: sounds.map(({ path: file, hash, category, frames }, group) => {
          const rows = 100 + (frames - 1) * 50;
          const sound = {
            path: file,
            payloadHash: hash,
            class: classes.indexOf(category),
            split: 'training' as const,
            group,
            firstRow,
            rows,
            firstFrame,
            frames,
            chosenFrames: Array.from({ length: Math.min(frames, 4) }, (_, frame) => frame),
          };
          firstFrame += frames;
          firstRow += rows;
          return sound;
        }),
      },
    ],
  };
  const configuration = trainingConfiguration.parse({
    name,
    trains,
    datasets: [{ name: 'Made up', source: { kind: 'library', libraryId: 1 } }],
    ...(trains === 'encoder' ? { start: { kind: 'scratch', width: 4 } } : {}),
  });
  const write = (file: string, contents: Uint8Array | string) => writeFileSync(path.join(folder, file), contents);
  write(RUN_FILES.configuration, JSON.stringify(configuration));
  write(RUN_FILES.datasets, JSON.stringify(datasets));
  if (trains === 'adapter') {
    write(RUN_FILES.embeddings, Buffer.concat(sounds.map(({ embeddings }) => Buffer.from(embeddings.slice().buffer))));
    write(RUN_FILES.best, adapterWeights(seed, classes));
  } else {
    write(RUN_FILES.spectra, spectraOf(firstRow, seed));
    write(
      RUN_FILES.best,
      writeSafetensors(
        tinyVersion({ width: 4, adapter: false }, seed, [{ dataset: 'Made up', classKind: 'category', classes }]),
      ),
    );
  }
}

function adapterWeights(seed: number, classes: readonly string[]): Uint8Array {
  const random = randomNumbers(seed);
  const { tensors } = readSafetensors(readFileSync(path.join(locateModels(), MODEL_FILES.weights)));
  const numbers = (count: number) => Float32Array.from({ length: count }, () => (random() - 0.5) / 10);
  return writeSafetensors({
    tensors: new Map([
      ...tensors,
      ['adapter.weight', nearIdentity(EMBEDDING, random, 0.8)],
      ['adapter.bias', { shape: [EMBEDDING], values: numbers(EMBEDDING) }],
      ['head.0.weight', { shape: [classes.length, EMBEDDING], values: numbers(classes.length * EMBEDDING) }],
      ['head.0.bias', { shape: [classes.length], values: numbers(classes.length) }],
    ]),
    metadata: {
      architecture: JSON.stringify({ width: 64, adapter: true }),
      heads: JSON.stringify([{ dataset: 'Made up', classKind: 'category', classes }]),
    },
  });
}

/** Rows × 96 numbers of 0–1 as half floats. */
function spectraOf(rows: number, seed: number): Uint8Array {
  const random = randomNumbers(seed);
  const bytes = Buffer.alloc(rows * 96 * 2);
  for (let at = 0; at < rows * 96; at += 1) {
    const wave = 0.5 + 0.5 * Math.sin(at / 960 + ((at % 96) * seed) / 9);
    // 0x3800 is a half; the nearer to it, the finer.
    bytes.writeUInt16LE(0x3000 + Math.floor(0x0bff * Math.min(1, wave * 0.8 + 0.2 * random())), at * 2);
  }
  return bytes;
}
