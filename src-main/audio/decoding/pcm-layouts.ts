import type { SampleLayout } from '../front-end/memory-layout.ts';

/** PCM whose packets the front end reads without a decoder. */
export const RAW_LAYOUTS: ReadonlyMap<string, SampleLayout> = new Map([
  ['pcm_u8', 'u8'],
  ['pcm_s16le', 's16'],
  ['pcm_s24le', 's24'],
  ['pcm_s32le', 's32'],
  ['pcm_f32le', 'f32'],
  ['pcm_f64le', 'f64'],
]);

/** FFmpeg's sample formats by number: interleaved 0–4 and 10, planar 5–9 and 11. */
const DECODED: readonly SampleLayout[] = [
  'u8',
  's16',
  's32',
  'f32',
  'f64',
  'u8',
  's16',
  's32',
  'f32',
  'f64',
  's64',
  's64',
];

export function decodedLayout(
  sampleFormat: number,
): { readonly layout: SampleLayout; readonly planar: boolean } | null {
  const layout = DECODED[sampleFormat];
  if (layout === undefined) return null;
  return { layout, planar: (sampleFormat >= 5 && sampleFormat <= 9) || sampleFormat === 11 };
}
