import type { RunEstimate } from '../../../src-shared/contract/training.ts';
import { countWords, remainingWords } from '../../components/index.ts';

const backendNames: { readonly [name: string]: string } = {
  'node-gpu': 'native TensorFlow on the graphics card',
  webgpu: 'WebGPU on the graphics card',
  node: 'native TensorFlow on the processor',
  wasm: 'WebAssembly on the processor',
  cpu: 'plain JavaScript',
};

/** What a training computes on, as a person knows it. */
export const backendWords = (backend: string): string => backendNames[backend] ?? backend;

/** Megabytes as a person reads them: `812 MB`, `4.2 GB`. */
export function megabytesWords(megabytes: number): string {
  if (megabytes < 1) return '< 1 MB';
  if (megabytes < 1_000) return `${countWords(Math.round(megabytes))} MB`;
  return `${(megabytes / 1_000).toFixed(megabytes < 10_000 ? 1 : 0)} GB`;
}

/** `74 frames/s`, `0.8 frames/s`. */
export const frameRateWords = (framesPerSecond: number): string =>
  `${framesPerSecond < 10 ? framesPerSecond.toFixed(1) : countWords(Math.round(framesPerSecond))} frames/s`;

/** Decoding runs at so many times real time at least, on one core. */
const DECODED_TIMES_REAL_TIME = 400;

/** The facts of an estimate, in the order in which one asks for them. */
export function estimateFacts(estimate: RunEstimate): readonly { readonly name: string; readonly value: string }[] {
  const { soundSecondsToDecode: unread } = estimate;
  return [
    { name: 'Time', value: `${remainingWords(estimate.seconds)}, if it does not end early` },
    ...(unread > 0
      ? [
          {
            name: 'Before',
            value: `${countWords(Math.max(1, Math.round(unread / 60)))} min of sound to read, ${remainingWords(unread / DECODED_TIMES_REAL_TIME)}`,
          },
        ]
      : []),
    {
      name: 'Rate',
      value: `${frameRateWords(estimate.framesPerSecond)}, ${countWords(estimate.frames)} frames an epoch`,
    },
    { name: 'Memory', value: megabytesWords(estimate.memoryMegabytes) },
    { name: 'Disk', value: megabytesWords(estimate.diskMegabytes) },
    { name: 'Runs on', value: backendWords(estimate.backend) },
  ];
}
