/** The weights file of a finished encoder: the published names, and what training added (docs/training.md). */
import type { FloatTensor, Safetensors } from '../../encoder/index.ts';
import { mergedSet, nameInSet, normalisationParts, toOutputInputHeightWidth } from '../model/index.ts';
import type { ProbedHead } from './probe-head.ts';
import type { Run } from './read-run.ts';

export type WeightsFileContents = {
  readonly run: Run;
  /** Datasets in the order of the file's heads. */
  readonly datasets: readonly number[];
  /** By which sets of batch normalisation are weighted; a dataset each. */
  readonly frames: readonly number[];
  /** Tensors of the run by name, kernels as TensorFlow wants them. */
  readonly tensors: ReadonlyMap<string, FloatTensor>;
  readonly hasAdapter: boolean;
  /** Heads in the same order; `null` where there is none yet. */
  readonly heads: readonly (ProbedHead | null)[];
};

export function weightsFile(contents: WeightsFileContents): Safetensors {
  const { run, tensors, heads, hasAdapter } = contents;
  const { width, start } = run;
  const written = new Map<string, FloatTensor>(start?.tensors ?? []);
  for (const name of [...written.keys()]) if (/^(head|datasets)\./.test(name)) written.delete(name);
  for (const [name, tensor] of tensors) {
    if (name.startsWith('embedding_net.'))
      written.set(name, tensor.shape.length === 4 ? toOutputInputHeightWidth(tensor) : tensor);
  }
  addSets(contents, written);
  if (hasAdapter) addAdapter(contents, written);
  for (const [index, head] of heads.entries()) {
    if (!head) continue;
    written.set(`head.${index}.weight`, head.weight);
    written.set(`head.${index}.bias`, head.bias);
  }
  const described = contents.datasets.map((dataset) => {
    const { name, classKind, classes } = run.datasets[dataset] as Run['datasets'][number];
    return { dataset: name, classKind, classes };
  });
  const metadata: Record<string, string> = { ...start?.metadata };
  const released = metadata.releasedHeads ?? metadata.heads;
  return {
    tensors: written,
    metadata: {
      ...metadata,
      ...(released === undefined ? {} : { releasedHeads: released }),
      architecture: JSON.stringify({ width, adapter: hasAdapter }),
      heads: JSON.stringify(described),
      changes: [metadata.changes, whatChanged(run)].filter(Boolean).join('; '),
    },
  };
}

/** One set a dataset as it is, and the merged one under the plain names. */
function addSets({ run, datasets, frames, tensors }: WeightsFileContents, written: Map<string, FloatTensor>): void {
  if (run.configuration.normalisation !== 'per-dataset' || run.configuration.trains === 'adapter') return;
  for (const layer of run.architecture.layers) {
    if (layer.kind !== 'convolution') continue;
    const sets = datasets.map((dataset, index) => {
      const parts = normalisationParts.map((part) => {
        const name = `${layer.normalisationKey}.${part}`;
        const tensor = tensors.get(nameInSet(dataset, name)) ?? tensors.get(name);
        if (!tensor) throw new Error(`no ${name}`);
        // Stages that don't learn have one set only.
        if (tensors.has(nameInSet(dataset, name))) written.set(nameInSet(index, name), tensor);
        return [part, tensor] as const;
      });
      return Object.fromEntries(parts) as Record<(typeof normalisationParts)[number], FloatTensor>;
    });
    const merged = mergedSet(sets, frames);
    for (const part of normalisationParts) written.set(`${layer.normalisationKey}.${part}`, merged[part]);
  }
}

/**
 * Embeddings that an adapter learned from were the start's own, after its adapter if it had one: the two become one,
 * W·(W₀·x + b₀) + b.
 */
function addAdapter({ run, tensors }: WeightsFileContents, written: Map<string, FloatTensor>): void {
  const weight = tensors.get('adapter.weight');
  const bias = tensors.get('adapter.bias');
  if (!weight || !bias) return;
  const before = run.start?.tensors.get('adapter.weight');
  const biasBefore = run.start?.tensors.get('adapter.bias');
  if (run.configuration.trains !== 'adapter' || !before || !biasBefore) {
    written.set('adapter.weight', weight);
    written.set('adapter.bias', bias);
    return;
  }
  const size = bias.values.length;
  const product = new Float32Array(size * size);
  const offset = new Float32Array(size);
  for (let row = 0; row < size; row += 1) {
    let shift = bias.values[row] as number;
    for (let inner = 0; inner < size; inner += 1) {
      const factor = weight.values[row * size + inner] as number;
      shift += factor * (biasBefore.values[inner] as number);
      for (let column = 0; column < size; column += 1)
        product[row * size + column] =
          (product[row * size + column] as number) + factor * (before.values[inner * size + column] as number);
    }
    offset[row] = shift;
  }
  written.set('adapter.weight', { shape: [size, size], values: product });
  written.set('adapter.bias', { shape: [size], values: offset });
}

/** The licence of the published weights asks that changes are said. */
function whatChanged({ configuration, datasets, start }: Run): string {
  const what = {
    adapter: 'an adapter and heads were trained on its embeddings, the encoder is as it was',
    'last-blocks': `the last ${configuration.lastBlocks} of the encoder's four stages were trained further`,
    encoder: start ? 'all of the encoder was trained further' : 'trained from random weights',
  }[configuration.trains];
  return `${what} (loss ${configuration.loss.name}; datasets ${datasets.map(({ name }) => name).join(', ')})`;
}
