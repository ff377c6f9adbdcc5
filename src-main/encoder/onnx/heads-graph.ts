/** The UCS heads as one ONNX graph: embeddings (N × 512, fewer of a narrow encoder) to category probabilities (N × 82). */
import { type CategoryHead, totalWeight } from '../heads.ts';
import type { OnnxGraph, OnnxNode, OnnxTensor } from './model-proto.ts';

export const CATEGORIES_OUTPUT = 'categories';

/** Each head: dense layers with ReLU between → softmax → mapped by its shares; then the mean over the heads. */
export function buildHeadsGraph(heads: readonly CategoryHead[], embeddingSize: number): OnnxGraph {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [];
  const votes: string[] = [];
  const total = totalWeight(heads);
  for (const head of heads) {
    let current = 'embedding';
    for (const [index, layer] of head.layers.entries()) {
      const name = `${head.name}.dense${index + 1}`;
      initializers.push(
        { name: `${name}.weight`, type: 'float32', ...layer.weight },
        { name: `${name}.bias`, type: 'float32', ...layer.bias },
      );
      nodes.push({
        name,
        operator: 'Gemm',
        inputs: [current, `${name}.weight`, `${name}.bias`],
        outputs: [`${name}.sum`],
        attributes: { transB: { integer: 1 } },
      });
      current = `${name}.sum`;
      if (index < head.layers.length - 1) {
        nodes.push({ name: `${name}.relu`, operator: 'Relu', inputs: [current], outputs: [`${name}.output`] });
        current = `${name}.output`;
      }
    }
    // The mean over the heads is the sum of votes divided beforehand.
    const shares = head.shares.values.map((share) => (share * head.weight) / total);
    initializers.push({ name: `${head.name}.shares`, type: 'float32', shape: head.shares.shape, values: shares });
    nodes.push(
      {
        name: `${head.name}.softmax`,
        operator: 'Softmax',
        inputs: [current],
        outputs: [`${head.name}.probabilities`],
        attributes: { axis: { integer: -1 } },
      },
      {
        name: `${head.name}.toCategories`,
        operator: 'MatMul',
        inputs: [`${head.name}.probabilities`, `${head.name}.shares`],
        outputs: [`${head.name}.vote`],
      },
    );
    votes.push(`${head.name}.vote`);
  }
  nodes.push({ name: 'mean', operator: 'Sum', inputs: votes, outputs: [CATEGORIES_OUTPUT] });
  return {
    name: 'aisfx-ucs-heads',
    documentation: 'embeddings to probabilities of the UCS categories; the classes of the heads are inferred',
    inputs: [{ name: 'embedding', shape: ['N', embeddingSize] }],
    outputs: [{ name: CATEGORIES_OUTPUT, shape: ['N', heads[0]?.shares.shape[1] ?? 0] }],
    nodes,
    initializers,
    metadata: {
      attribution: 'aiSFX X-Sequential-CE by A. B. Ma and A. Lerch, CC BY 4.0',
      changes: 'three heads mapped to UCS categories by inferred shares and averaged',
    },
  };
}
