/** What a chunk of samples says without a spectrum: peaks and the mean of the channels. */
import { CHUNK_FRAMES, MONO, PEAK_WINDOW, PEAKS, PLANES, planeOf } from './memory';

/**
 * Smallest and largest sample of each started window of 256, per channel: PEAKS holds [window][channel][min, max].
 * Returns the number of windows.
 */
export function measurePeaks(channels: i32, frames: i32): i32 {
  const windows = (frames + PEAK_WINDOW - 1) / PEAK_WINDOW;
  for (let channel = 0; channel < channels; channel++) {
    const plane = planeOf(channel);
    for (let window = 0; window < windows; window++) {
      let at = plane + <usize>(window * PEAK_WINDOW) * 4;
      const end = plane + <usize>min(frames, (window + 1) * PEAK_WINDOW) * 4;
      const first = v128.load32_splat(at);
      let low = first,
        high = first,
        low2 = first,
        high2 = first;
      for (; at + 32 <= end; at += 32) {
        const x = v128.load(at),
          y = v128.load(at, 16);
        low = f32x4.pmin(low, x);
        high = f32x4.pmax(high, x);
        low2 = f32x4.pmin(low2, y);
        high2 = f32x4.pmax(high2, y);
      }
      for (; at < end; at += 4) {
        const x = v128.load32_splat(at);
        low = f32x4.pmin(low, x);
        high = f32x4.pmax(high, x);
      }
      low = f32x4.pmin(low, low2);
      high = f32x4.pmax(high, high2);
      low = f32x4.pmin(low, v128.shuffle<f32>(low, low, 2, 3, 0, 1));
      high = f32x4.pmax(high, v128.shuffle<f32>(high, high, 2, 3, 0, 1));
      const to = PEAKS + <usize>((window * channels + channel) * 2) * 4;
      store<f32>(to, min(f32x4.extract_lane(low, 0), f32x4.extract_lane(low, 1)));
      store<f32>(to, max(f32x4.extract_lane(high, 0), f32x4.extract_lane(high, 1)), 4);
    }
  }
  return windows;
}

/** MONO = plain mean of the channels. */
export function mixDown(channels: i32, frames: i32): void {
  const end = PLANES + <usize>frames * 4;
  const scale = f32x4.splat(<f32>(1.0 / <f64>channels));
  let to = MONO;
  // Planes and MONO have room for whole vectors; what stands behind the last frame is never read.
  for (let at = PLANES; at < end; at += 16, to += 16) {
    let sum = v128.load(at);
    let plane = at;
    for (let channel = 1; channel < channels; channel++) {
      plane += CHUNK_FRAMES * 4;
      sum = f32x4.add(sum, v128.load(plane));
    }
    v128.store(to, f32x4.mul(sum, scale));
  }
}
