/** What a chunk of samples says without a spectrum: peaks, the mean of the channels, K-weighted energy. */
import {
  CHUNK_FRAMES,
  ENERGIES,
  FILTER_STATES,
  MAX_CHANNELS,
  MONO,
  PEAK_WINDOW,
  PEAKS,
  PLANES,
  WEIGHTING,
} from './memory';

function planeOf(channel: i32): usize {
  return PLANES + <usize>(channel * CHUNK_FRAMES) * 4;
}

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

export function clearWeighting(): void {
  memory.fill(FILTER_STATES, 0, (MAX_CHANNELS / 2) * 96);
  memory.fill(ENERGIES, 0, MAX_CHANNELS * 8);
  memory.fill(planeOf(MAX_CHANNELS), 0, CHUNK_FRAMES * 4);
}

/**
 * Adds the K-weighted energy of `count` frames from frame `from` on to ENERGIES (ITU-R BS.1770-4, annex 1): a shelf and
 * a high-pass in direct form I, two channels a vector, in double precision because at high rates the poles lie too near
 * one for floats.
 */
export function addWeightedEnergy(channels: i32, from: i32, count: i32): void {
  const b0 = v128.load64_splat(WEIGHTING),
    b1 = v128.load64_splat(WEIGHTING, 8),
    b2 = v128.load64_splat(WEIGHTING, 16);
  const a1 = v128.load64_splat(WEIGHTING, 24),
    a2 = v128.load64_splat(WEIGHTING, 32);
  const c1 = v128.load64_splat(WEIGHTING, 40),
    c2 = v128.load64_splat(WEIGHTING, 48);
  for (let channel = 0; channel < channels; channel += 2) {
    let left = planeOf(channel) + <usize>from * 4;
    let right = planeOf(channel + 1 < channels ? channel + 1 : MAX_CHANNELS) + <usize>from * 4;
    const state = FILTER_STATES + <usize>channel * 48;
    let x1 = v128.load(state),
      x2 = v128.load(state, 16);
    let y1 = v128.load(state, 32),
      y2 = v128.load(state, 48);
    let z1 = v128.load(state, 64),
      z2 = v128.load(state, 80);
    let energy = v128.load(ENERGIES + <usize>channel * 8);
    const end = left + <usize>count * 4;
    while (left < end) {
      const x = f64x2.promote_low_f32x4(v128.shuffle<f32>(v128.load32_zero(left), v128.load32_zero(right), 0, 4, 1, 5));
      // The newest output enters last: only that much is on the critical path.
      const ahead = f64x2.sub(
        f64x2.add(f64x2.add(f64x2.mul(b0, x), f64x2.mul(b1, x1)), f64x2.mul(b2, x2)),
        f64x2.mul(a2, y2),
      );
      const y = f64x2.sub(ahead, f64x2.mul(a1, y1));
      const difference = f64x2.sub(f64x2.sub(y, y1), f64x2.sub(y1, y2));
      const z = f64x2.sub(f64x2.sub(difference, f64x2.mul(c2, z2)), f64x2.mul(c1, z1));
      energy = f64x2.add(energy, f64x2.mul(z, z));
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      z2 = z1;
      z1 = z;
      left += 4;
      right += 4;
    }
    v128.store(state, x1);
    v128.store(state, x2, 16);
    v128.store(state, y1, 32);
    v128.store(state, y2, 48);
    v128.store(state, z1, 64);
    v128.store(state, z2, 80);
    v128.store(ENERGIES + <usize>channel * 8, energy);
  }
}
