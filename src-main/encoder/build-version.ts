/** Makes the model files of a version that was trained, or imported, from its weights. */
import type { ModelParity } from '../../src-shared/contract/models.ts';
import { categories } from '../../src-shared/ucs/index.ts';
import { AISFX_ENCODER, describeEncoder, type EncoderArchitecture, type EncoderShape } from './architecture.ts';
import { MODEL_FILES } from './assets.ts';
import { fillUp } from './blocks.ts';
import { measureCalibration } from './calibrate.ts';
import { type Calibration, parseCalibration } from './calibration.ts';
import { multiplyRows } from './dense.ts';
import type { CategoryHead } from './heads.ts';
import { fitMapBack, invertAdapter, type MapBack, readThrough } from './map-back.ts';
import { writeNpy } from './npy.ts';
import { buildFloatGraph } from './onnx/float-graph.ts';
import { buildHeadsGraph } from './onnx/heads-graph.ts';
import { writeOnnxModel } from './onnx/model-proto.ts';
import { buildQuantizedGraph } from './onnx/quantized-graph.ts';
import { ownCategoryHeads } from './own-heads.ts';
import { checkParity, embedAll } from './parity.ts';
import { type OpenedModel, readModel, readModelFile } from './read-heads.ts';
import { type Safetensors, writeSafetensors } from './safetensors.ts';
import { readVersionHeads, versionHeadTensors } from './version-heads.ts';
import { checkVersionWeights, haveSameLayers } from './version-weights.ts';
import { takeAdapter, type Weights } from './weights.ts';

/** Blocks whose activations are measured: as many as the shipped encoder's calibration had, nearly. */
const CALIBRATION_BLOCKS = 400;
/** Frames by which the way back to the embeddings of before is fitted. */
const MAPPED_BLOCKS = 800;

/** That go with a version to wherever it is imported. */
const CHECK_BLOCKS = 7;

/** A version that another was made from. */
export type BaseModel = OpenedModel & { readonly calibration: Calibration };

/** @throws SonothequeError `models-missing`, `bad-weights`, `bad-model-version`, `bad-calibration` */
export function readBaseModel(assetsFolder: string): BaseModel {
  const calibration = parseCalibration(readModelFile(assetsFolder, 'calibration').toString('utf8'));
  return { ...readModel(assetsFolder), calibration };
}

export type VersionSource = {
  readonly shape: EncoderShape;
  readonly weights: Safetensors;
  /** The version that it began from, or, from scratch, the shipped one: its heads go on speaking through it. */
  readonly base: BaseModel;
  /** Whether its encoder began as the base's. */
  readonly beganFromBase: boolean;
  /** What it was trained on: 100 × 96 mel values each; at least one. */
  readonly blocks: readonly Float32Array[];
};

export type BuiltVersion = {
  /** Name → contents: all that a folder of model files has, but its description. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly parity: ModelParity;
  readonly heads: readonly CategoryHead[];
  /** 512 */
  readonly meanEmbedding: Float32Array;
  /** The base's vectors are the input of its adapter (or its own): its vectors need no listening. */
  readonly followsFromBase: boolean;
  /** From its embeddings to the base's. */
  readonly back: MapBack;
};

/**
 * Builds a version of a run.
 *
 * @throws SonothequeError `bad-weights` when the weights don't fit the shape, `bad-parity`
 */
export async function buildVersion(source: VersionSource): Promise<BuiltVersion> {
  const { shape, weights, base, blocks } = source;
  checkVersionWeights(weights, shape);
  const architecture = describeEncoder(shape);
  const followsFromBase = followsFrom(base, weights.tensors);
  const calibration = followsFromBase
    ? throughAdapter(base.calibration, architecture, weights.tensors)
    : await measureCalibration(architecture, weights.tensors, spread(blocks, CALIBRATION_BLOCKS));
  const back = await wayBack(source, architecture, followsFromBase);
  const heads = [
    ...base.heads.map((head) => readThrough(head, back)),
    ...ownCategoryHeads(weights, architecture.embeddingSize),
  ];
  const { tensors, metadata } = versionHeadTensors(heads);
  const own = [...weights.tensors].filter(([name]) => !name.startsWith('categories.'));
  const completed = { tensors: new Map([...own, ...tensors]), metadata: { ...weights.metadata, ...metadata } };
  return { ...(await assemble(architecture, completed, heads, calibration, blocks)), followsFromBase, back };
}

/**
 * Builds an imported version anew: heads and calibration are its own, graphs are not trusted.
 *
 * @throws SonothequeError `bad-weights`, `bad-calibration`, `bad-parity`
 */
export async function rebuildVersion(
  shape: EncoderShape,
  weights: Safetensors,
  calibration: Calibration,
  blocks: readonly Float32Array[],
): Promise<Omit<BuiltVersion, 'followsFromBase' | 'back'>> {
  checkVersionWeights(weights, shape);
  const architecture = describeEncoder(shape);
  const heads = readVersionHeads(weights, architecture.embeddingSize, categories.length);
  return assemble(architecture, weights, heads, calibration, blocks);
}

async function assemble(
  architecture: EncoderArchitecture,
  weights: Safetensors,
  heads: readonly CategoryHead[],
  calibration: Calibration,
  blocks: readonly Float32Array[],
): Promise<Omit<BuiltVersion, 'followsFromBase' | 'back'>> {
  const { blockRows, bands, embeddingSize } = architecture;
  const fp32 = writeOnnxModel(buildFloatGraph(architecture, weights.tensors));
  const int8 = quantized(architecture, weights.tensors, calibration);
  const { selfCheck, ...parity } = await checkParity(architecture, weights.tensors, { fp32, int8 }, blocks);
  const meanEmbedding = fillUp(Float32Array.from(calibration.meanEmbedding), embeddingSize);
  const files = new Map<string, Uint8Array>([
    [MODEL_FILES.weights, writeSafetensors(weights)],
    [MODEL_FILES.fp32, fp32],
    [MODEL_FILES.heads, writeOnnxModel(buildHeadsGraph(heads, embeddingSize))],
    [MODEL_FILES.selfCheckMel, writeNpy({ shape: [blockRows, bands], values: selfCheck.mel })],
    [
      MODEL_FILES.selfCheckEmbedding,
      writeNpy({ shape: [1, meanEmbedding.length], values: fillUp(selfCheck.embedding, embeddingSize) }),
    ],
    [MODEL_FILES.checkBlocks, writeNpy(stacked(architecture, [selfCheck.mel, ...spread(blocks, CHECK_BLOCKS)]))],
    [MODEL_FILES.calibration, new TextEncoder().encode(`${JSON.stringify(calibration)}\n`)],
    [MODEL_FILES.meanEmbedding, writeNpy({ shape: [meanEmbedding.length], values: meanEmbedding })],
  ]);
  if (int8 && parity.usesInt8) files.set(MODEL_FILES.int8, int8);
  return { files, parity, heads, meanEmbedding };
}

/** `null` where a layer's numbers can't be quantised: fp32 is used then. */
function quantized(architecture: EncoderArchitecture, weights: Weights, calibration: Calibration): Uint8Array | null {
  try {
    return writeOnnxModel(buildQuantizedGraph(architecture, weights, calibration));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** An adapter's (or no) change of an encoder whose own vectors are kept. */
function followsFrom(base: BaseModel, weights: Weights): boolean {
  const hasAdapter = base.description.architecture.layers.some(({ kind }) => kind === 'adapter');
  return !hasAdapter && haveSameLayers(base.weights.tensors, weights);
}

function throughAdapter(calibration: Calibration, architecture: EncoderArchitecture, weights: Weights): Calibration {
  const mean = fillUp(Float32Array.from(calibration.meanEmbedding), architecture.embeddingSize);
  const adapted = adapt(architecture, weights, mean).subarray(0, architecture.embeddingSize);
  return { ...calibration, meanEmbedding: [...adapted] };
}

/**
 * What an architecture's adapter makes of stored embeddings; without one they stay.
 *
 * @param pooled frames × 512, as the version without the adapter gives them
 * @returns frames × 512
 */
export function adapt(architecture: EncoderArchitecture, weights: Weights, pooled: Float32Array): Float32Array {
  const layer = architecture.layers.find(({ kind }) => kind === 'adapter');
  const stored = AISFX_ENCODER.embeddingSize;
  if (layer?.kind !== 'adapter') return pooled.slice();
  const frames = pooled.length / stored;
  const adapted = new Float32Array(frames * stored);
  const rowsOf = (values: Float32Array) => ({ values, stride: stored });
  multiplyRows(takeAdapter(weights, layer), rowsOf(pooled), rowsOf(adapted), frames);
  return adapted;
}

/** From its embeddings to the base's. */
async function wayBack(
  source: VersionSource,
  architecture: EncoderArchitecture,
  followsFromBase: boolean,
): Promise<MapBack> {
  const { base, weights } = source;
  const old = base.description.architecture;
  const now = architecture.embeddingSize;
  const layer = architecture.layers.find(({ kind }) => kind === 'adapter');
  if (followsFromBase && layer?.kind === 'adapter')
    return invertAdapter(takeAdapter(weights.tensors, layer), Float32Array.from(base.calibration.meanEmbedding));
  const blocks = followsFromBase ? [] : spread(source.blocks, MAPPED_BLOCKS);
  const beginsAlike = (followsFromBase || source.beganFromBase) && layer === undefined && now === old.embeddingSize;
  const before = joined(await embedAll(old, writeOnnxModel(buildFloatGraph(old, base.weights.tensors)), blocks));
  const after = joined(
    await embedAll(architecture, writeOnnxModel(buildFloatGraph(architecture, weights.tensors)), blocks),
  );
  return fitMapBack(before, after, { old: old.embeddingSize, now, beginsAlike });
}

/**
 * Embeds blocks in 32-bit floats, filled up as an opened encoder fills them up.
 *
 * @param blocks 100 × 96 mel values each
 * @returns blocks × 512
 */
export async function embedBlocks(
  architecture: EncoderArchitecture,
  weights: Weights,
  blocks: readonly Float32Array[],
): Promise<Float32Array> {
  const graph = writeOnnxModel(buildFloatGraph(architecture, weights));
  return fillUp(joined(await embedAll(architecture, graph, blocks)), architecture.embeddingSize);
}

const stacked = ({ blockRows, bands }: EncoderArchitecture, blocks: readonly Float32Array[]) => ({
  shape: [blocks.length, blockRows, bands],
  values: joined(blocks),
});

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** At most so many, from all over. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items;
  return Array.from({ length: most }, (_, at) => items[Math.floor((at * items.length) / most)] as Item);
}
