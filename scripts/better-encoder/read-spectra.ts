/** Spectra of labelled frames, decoded once and kept in a file. */
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { Listener } from '../../src-main/indexing/index.ts';
import type { LabelledFrames } from './labelled-frames.ts';

/** Numbers of one frame, and from one frame of a sound to the next: rows of 96 bands. */
const FRAME_VALUES = 100 * 96;
const HOP_VALUES = 50 * 96;
const FRAME_BYTES = FRAME_VALUES * Float16Array.BYTES_PER_ELEMENT;

/**
 * Writes the spectra of all frames, sound after sound: frames × 100 × 96 float16, little endian. A file that is there is
 * left as it is.
 */
export async function keepSpectra(file: string, sounds: readonly LabelledFrames[]): Promise<void> {
  if (existsSync(file)) return;
  const firstFrame: number[] = [];
  let total = 0;
  for (const { frames } of sounds) {
    firstFrame.push(total);
    total += frames.length;
  }
  const part = `${file}.part`;
  const listener = new Listener({ files: sounds.length });
  const target = openSync(part, 'w');
  let next = 0;
  const work = async () => {
    for (let at = next++; at < sounds.length; at = next++) {
      const { file: sound, frames } = sounds[at] as LabelledFrames;
      const { rows } = await listener.spectra(Buffer.from(sound), new AbortController().signal);
      const values = new Float16Array(frames.length * FRAME_VALUES);
      for (const [place, frame] of frames.entries())
        values.set(rows.subarray(frame * HOP_VALUES, frame * HOP_VALUES + FRAME_VALUES), place * FRAME_VALUES);
      writeSync(target, values, 0, values.byteLength, (firstFrame[at] as number) * FRAME_BYTES);
      if (at % 1_000 === 0) console.error(`  spectra of ${at} of ${sounds.length} sounds`);
    }
  };
  try {
    await Promise.all(Array.from({ length: listener.capacity }, work));
  } finally {
    closeSync(target);
    listener.close();
  }
  renameSync(part, file);
}
