/**
 * node scripts/calibrate-models.ts FOLDER…: measures activation ranges and the mean embedding on real sounds (two of
 * three), then compares int8 with fp32 on the others. Writes models/aisfx/calibration.json; `npm run models:build --
 * --write-checksums` follows. Needed only when the encoder or its quantisation changes.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { passOverFile } from '../src-main/audio/index.ts';
import { AISFX_ENCODER } from '../src-main/encoder/architecture.ts';
import { measureCalibration } from '../src-main/encoder/calibrate.ts';
import { cosine } from '../src-main/encoder/cosine.ts';
import { buildFloatGraph, EMBEDDING_OUTPUT, MEL_INPUT } from '../src-main/encoder/onnx/float-graph.ts';
import { writeOnnxModel } from '../src-main/encoder/onnx/model-proto.ts';
import { buildQuantizedGraph } from '../src-main/encoder/onnx/quantized-graph.ts';
import { readSafetensors } from '../src-main/encoder/safetensors.ts';

const SOUNDS_PER_FOLDER = 160;
const BLOCKS_PER_SOUND = 4;
const HELD_BACK_EVERY = 3;
const EXTENSIONS = new Set(['.wav', '.flac', '.ogg', '.oga', '.mp3', '.aif', '.aiff']);

const modelFolder = join(fileURLToPath(import.meta.url), '..', '..', 'models', 'aisfx');
const { blockRows, bands, hopRows } = AISFX_ENCODER;
const blockSize = blockRows * bands;

/** A few blocks of one sound, as the encoder reads them. */
export type SoundBlocks = { readonly sound: string; readonly blocks: readonly Float32Array[] };

/** Sounds of a folder in an order that is mixed but always the same. */
export function pickSounds(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => EXTENSIONS.has(extname(file).toLowerCase()))
    .sort();
  let state = 7;
  for (let index = files.length - 1; index > 0; index--) {
    state = (state * 1103515245 + 12345) % 2147483648;
    const other = Math.floor((state / 2147483648) * (index + 1));
    [files[index], files[other]] = [files[other] ?? '', files[index] ?? ''];
  }
  return files.slice(0, SOUNDS_PER_FOLDER).map((file) => join(folder, file));
}

function listen(folders: readonly string[]): SoundBlocks[] {
  const sounds: SoundBlocks[] = [];
  for (const sound of folders.flatMap(pickSounds)) {
    const blocks: Float32Array[] = [];
    try {
      for (const chunk of passOverFile(sound)) {
        for (let block = 0; block < chunk.blocks; block++) {
          const start = block * hopRows * bands;
          if (blocks.length < BLOCKS_PER_SOUND) blocks.push(chunk.frames.slice(start, start + blockSize));
        }
        if (blocks.length === BLOCKS_PER_SOUND) break;
      }
    } catch (error) {
      console.error(`${sound}: ${error instanceof Error ? error.message : error}`);
    }
    if (blocks.length > 0) sounds.push({ sound, blocks });
  }
  return sounds;
}

const open = (model: Uint8Array) =>
  InferenceSession.create(model, { intraOpNumThreads: 2, interOpNumThreads: 1, logSeverityLevel: 3 });

async function run(session: InferenceSession, block: Float32Array): Promise<ReadonlyMap<string, Float32Array>> {
  const results = await session.run({ [MEL_INPUT]: new Tensor('float32', block, [1, 1, blockRows, bands]) });
  return new Map(Object.entries(results).map(([name, tensor]) => [name, tensor.data as Float32Array]));
}

/** Measures ranges and means on two sounds of three and the loss of int8 on the rest, and writes calibration.json. */
export async function calibrate(sounds: readonly SoundBlocks[], libraries: readonly string[]): Promise<void> {
  const { tensors } = readSafetensors(readFileSync(join(modelFolder, 'x-sequential-ce.safetensors')));
  const float = await open(writeOnnxModel(buildFloatGraph(AISFX_ENCODER, tensors)));
  const heldBack = (index: number) => index % HELD_BACK_EVERY === HELD_BACK_EVERY - 1;
  const calibrationBlocks = sounds.filter((_, index) => !heldBack(index)).flatMap(({ blocks }) => blocks);
  const calibration = await measureCalibration(AISFX_ENCODER, tensors, calibrationBlocks);

  const int8 = await open(writeOnnxModel(buildQuantizedGraph(AISFX_ENCODER, tensors, calibration)));
  const cosines: number[] = [];
  for (const block of sounds.filter((_, index) => heldBack(index)).flatMap(({ blocks }) => blocks)) {
    const [expected, actual] = [await run(float, block), await run(int8, block)].map((out) =>
      out.get(EMBEDDING_OUTPUT),
    );
    if (expected && actual) cosines.push(cosine(expected, actual));
  }
  cosines.sort((a, b) => a - b);
  const mean = cosines.reduce((total, value) => total + value, 0) / cosines.length;
  const measured = {
    libraries,
    sounds: sounds.length,
    calibrationBlocks: calibrationBlocks.length,
    heldBackBlocks: cosines.length,
    int8Cosine: {
      mean: rounded(mean, 5),
      firstPercentile: rounded(cosines[Math.floor(cosines.length / 100)] ?? 0, 5),
      smallest: rounded(cosines[0] ?? 0, 5),
    },
  };
  writeFileSync(join(modelFolder, 'calibration.json'), `${JSON.stringify({ measured, ...calibration })}\n`);
  console.log(measured);
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

if (process.argv[1] !== undefined && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2);
  await calibrate(
    listen(folders),
    folders.map((folder) => basename(folder)),
  );
}
