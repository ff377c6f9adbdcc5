/** Run folders of made-up sounds that a narrow encoder can tell apart in seconds. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { type TrainingConfigurationInput, trainingConfiguration } from '../../../src-shared/training/index.ts';
import { describeEncoder, type FloatTensor, writeSafetensors } from '../../encoder/index.ts';
import { seededRandom } from '../../learning/index.ts';
import { randomEncoderValues, toOutputInputHeightWidth } from '../model/index.ts';
import { RUN_FILES, type RunDataset, type RunSound } from '../run-folder/index.ts';

const ROWS = 150;
const BANDS = 96;

export type MadeRun = {
  readonly configuration?: Partial<TrainingConfigurationInput>;
  /** Sounds of each dataset. */
  readonly datasets?: readonly { readonly name: string; readonly classes: number; readonly soundsOfClass: number }[];
  readonly width?: 4 | 8;
  /** Numbers in an embedding, where an adapter is trained. */
  readonly startTensors?: (tensors: Map<string, FloatTensor>) => void;
};

/** Every class is a band of noise of its own. @returns the folder */
export function makeRun(made: MadeRun = {}): string {
  const folder = mkdtempSync(join(os.tmpdir(), 'sonotheque-run-'));
  const asked = made.datasets ?? [{ name: 'one', classes: 3, soundsOfClass: 8 }];
  const width = made.width ?? 4;
  const size = describeEncoder({ width }).embeddingSize;
  const random = seededRandom(5);
  const spectra: number[] = [];
  const embeddings: number[] = [];
  let [group, row, frame] = [0, 0, 0];
  const datasets: RunDataset[] = asked.map(({ name, classes, soundsOfClass }) => {
    const sounds: RunSound[] = [];
    for (let one = 0; one < classes; one += 1)
      for (let index = 0; index < soundsOfClass; index += 1) {
        const rows = index === 0 ? 60 : ROWS;
        const frames = index === 0 ? 1 : 2;
        for (let value = 0; value < rows * BANDS; value += 1) {
          const band = value % BANDS;
          const within = Math.floor((band * classes) / BANDS) === one;
          spectra.push(within ? 0.5 + 0.3 * random() : 0.1 * random());
        }
        for (let value = 0; value < frames * size; value += 1)
          embeddings.push((value % size) % classes === one ? 1 + random() : random());
        sounds.push({
          path: `${name}/${one}-${index}.wav`,
          payloadHash: null,
          class: one,
          split: index % 4 === 1 ? 'validation' : index % 4 === 2 ? 'test' : 'training',
          group,
          firstRow: row,
          rows,
          firstFrame: frame,
          frames,
          chosenFrames: Array.from({ length: frames }, (_, place) => place),
        });
        group += 1;
        row += rows;
        frame += frames;
      }
    return { name, classes: Array.from({ length: classes }, (_, one) => `class ${one}`), classKind: 'own', sounds };
  });
  const configuration = trainingConfiguration.parse({
    datasets: asked.map(({ name }) => ({ name, source: { kind: 'library', libraryId: 1 } })),
    trains: 'encoder',
    start: { kind: 'scratch', width },
    batchFrames: 8,
    epochs: 2,
    patience: 0,
    ...made.configuration,
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, RUN_FILES.configuration), JSON.stringify(configuration));
  writeFileSync(join(folder, RUN_FILES.datasets), JSON.stringify({ version: 1, fingerprint: 'made', datasets }));
  writeFileSync(join(folder, RUN_FILES.spectra), Buffer.from(Uint16Array.from(spectra, toHalf).buffer));
  writeFileSync(join(folder, RUN_FILES.embeddings), Buffer.from(Float32Array.from(embeddings).buffer));
  if (configuration.start.kind === 'version') {
    const tensors = new Map<string, FloatTensor>();
    for (const [name, tensor] of randomEncoderValues(describeEncoder({ width }), 9))
      tensors.set(name, tensor.shape.length === 4 ? toOutputInputHeightWidth(tensor) : tensor);
    tensors.set('fc.0.weight', { shape: [2], values: new Float32Array([1, 2]) });
    made.startTensors?.(tensors);
    const metadata = { licence: 'CC-BY-4.0', authors: 'A', changes: 'none', heads: '[{"dataset":"a","classes":2}]' };
    writeFileSync(join(folder, RUN_FILES.start), writeSafetensors({ tensors, metadata }));
  }
  return folder;
}

/** The nearest half-precision pattern of a number from 0 to 1. */
function toHalf(value: number): number {
  if (value < 2 ** -14) return Math.round(value * 2 ** 24);
  const exponent = Math.floor(Math.log2(value));
  return ((exponent + 15) << 10) + Math.round((value / 2 ** exponent - 1) * 1024);
}
