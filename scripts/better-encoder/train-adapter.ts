/** Trains an adapter on labelled frames, as the training lab does. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSafetensors } from '../../src-main/encoder/index.ts';
import { trainRun } from '../../src-main/training/process/index.ts';
import { RUN_FILES, type RunDatasets } from '../../src-main/training/run-folder/index.ts';
import { WorkPermit } from '../../src-shared/jobs/index.ts';
import { trainingConfiguration } from '../../src-shared/training/index.ts';
import type { LabelledFrames } from './labelled-frames.ts';

export type Adapter = (embeddings: Float32Array) => Float32Array;

const WIDTH = 512;
const WEIGHTS = path.join(import.meta.dirname, '..', '..', 'models', 'aisfx', 'x-sequential-ce.safetensors');

/**
 * @param settings fields of a training configuration beside the datasets
 */
export async function trainAdapter(
  folder: string,
  sounds: readonly LabelledFrames[],
  settings: object,
): Promise<Adapter> {
  const best = path.join(folder, RUN_FILES.best);
  if (!existsSync(best)) {
    mkdirSync(folder, { recursive: true });
    const datasets = [{ name: 'open libraries', source: { kind: 'list' as const, file: 'open-libraries.tsv' } }];
    const configuration = trainingConfiguration.parse({ ...settings, trains: 'adapter', datasets });
    writeFileSync(path.join(folder, RUN_FILES.configuration), JSON.stringify(configuration));
    copyFileSync(WEIGHTS, path.join(folder, RUN_FILES.start));
    writeFileSync(
      path.join(folder, RUN_FILES.embeddings),
      Buffer.concat(sounds.map(({ embeddings }) => bytesOf(embeddings))),
    );
    writeFileSync(path.join(folder, RUN_FILES.datasets), JSON.stringify(describe(sounds)));
    const permit = new WorkPermit();
    permit.allow();
    const outcome = await trainRun({
      runFolder: folder,
      threads: os.availableParallelism(),
      permit,
      onNews: (news) => {
        if (news.kind === 'epoch')
          console.error(
            `  epoch ${news.epoch}: loss ${news.trainingLoss?.toFixed(3)}, validation ${news.meanMacroF1.toFixed(3)}`,
          );
      },
    });
    console.error(`  best epoch ${outcome.bestEpoch}, ${outcome.seconds.toFixed(0)} s on ${outcome.backend}`);
  }
  return readAdapter(best);
}

/** @param file weights of a finished run */
function readAdapter(file: string): Adapter {
  const { tensors } = readSafetensors(readFileSync(file));
  const weight = tensors.get('adapter.weight')?.values ?? new Float32Array();
  const bias = tensors.get('adapter.bias')?.values ?? new Float32Array();
  return (embeddings) => {
    const adapted = new Float32Array(embeddings.length);
    for (let from = 0; from < embeddings.length; from += WIDTH)
      for (let output = 0; output < WIDTH; output += 1) {
        let sum = bias[output] as number;
        for (let input = 0; input < WIDTH; input += 1)
          sum += (weight[output * WIDTH + input] as number) * (embeddings[from + input] as number);
        adapted[from + output] = sum;
      }
    return adapted;
  };
}

/** All teach, none chooses an epoch: the last one counts. */
function describe(sounds: readonly LabelledFrames[]): RunDatasets {
  const classes = [...new Set(sounds.map(({ category }) => category))].sort();
  let firstFrame = 0;
  const described = sounds.map((sound, group) => {
    const frames = sound.embeddings.length / WIDTH;
    const one = {
      path: `${sound.library}/${sound.relativePath}`,
      payloadHash: null,
      class: classes.indexOf(sound.category),
      split: 'training' as const,
      group,
      firstRow: 0,
      rows: 0,
      firstFrame,
      frames,
      chosenFrames: Array.from({ length: frames }, (_, frame) => frame),
    };
    firstFrame += frames;
    return one;
  });
  const dataset = { name: 'open libraries', classes, classKind: 'category' as const, sounds: described };
  return { version: 1, fingerprint: `${sounds.length} sounds, ${firstFrame} frames`, datasets: [dataset] };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => Buffer.from(buffer, byteOffset, byteLength);
