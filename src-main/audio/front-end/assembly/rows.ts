/** From samples at 44.1 kHz to rows of normalised mel, their power and their three-band colour. */
import { powerSpectrum } from './fourier';
import { ANALYSIS, BAND_TABLE, BAND_WEIGHTS, BANDS, COLOURS, MEL, POWER, ROW_POWERS } from './memory';

/** First bins of the mid and the high band: 215 Hz and 2,498 Hz. */
const MID_BIN: usize = 10;
const HIGH_BIN: usize = 116;
/** Step 4: log10 of what comes as log2, divided by the largest value training met. */
const LOG2_TO_NORMALISED: f32 = <f32>(0.3010299956639812 / 9.457798957824707);
/** Colour bytes: 2.5 steps a decibel, 255 is a full-scale sine. */
const LOG2_TO_STEPS: f32 = 7.5257499;
/** What a full-scale sine puts into bins 0–1,024: 2,048 · Σw² / 4 (Parseval). */
const FULL_SCALE: f32 = 393024.0;

/** log2 of four positive, normal floats; absolute error below 3e-7 of the result's scale. */
function log2(x: v128): v128 {
  // x = 2^e · m with m in [√½, √2): log2 m by the series of atanh, s = (m − 1) / (m + 1), |s| ≤ 0.1716.
  const bits = i32x4.sub(x, i32x4.splat(0x3f3504f3));
  const exponent = i32x4.shr_s(bits, 23);
  const m = i32x4.sub(x, i32x4.shl(exponent, 23));
  const one = f32x4.splat(1);
  const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one));
  const s2 = f32x4.mul(s, s);
  let series = f32x4.splat(0.32059888);
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(0.4121986));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(0.57707802));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(0.96179669));
  series = f32x4.add(f32x4.mul(series, s2), f32x4.splat(2.88539));
  return f32x4.add(f32x4.convert_i32x4_s(exponent), f32x4.mul(series, s));
}

function horizontalSum(x: v128): f32 {
  const pairs = f32x4.add(x, v128.shuffle<f32>(x, x, 2, 3, 0, 1));
  return f32x4.extract_lane(pairs, 0) + f32x4.extract_lane(pairs, 1);
}

function melRow(to: usize): void {
  let weights = BAND_WEIGHTS;
  for (let band: usize = 0; band < <usize>BANDS; band++) {
    let bin = POWER + <usize>load<i32>(BAND_TABLE + band * 8) * 4;
    let groups = load<i32>(BAND_TABLE + band * 8, 4);
    let sum = f32x4.splat(0);
    do {
      sum = f32x4.add(sum, f32x4.mul(v128.load(bin), v128.load(weights)));
      bin += 16;
      weights += 16;
    } while (--groups > 0);
    store<f32>(to + band * 4, horizontalSum(sum));
  }
  const one = f32x4.splat(1),
    gain = f32x4.splat(10000),
    scale = f32x4.splat(LOG2_TO_NORMALISED);
  for (let at = to; at < to + <usize>BANDS * 4; at += 16) {
    v128.store(at, f32x4.mul(log2(f32x4.add(one, f32x4.mul(gain, v128.load(at)))), scale));
  }
}

function sumBins(from: usize, to: usize): f32 {
  let sum = f32x4.splat(0);
  let at = POWER + from * 4;
  const end = POWER + to * 4;
  for (; at + 16 <= end; at += 16) sum = f32x4.add(sum, v128.load(at));
  let total = horizontalSum(sum);
  for (; at < end; at += 4) total += load<f32>(at);
  return total;
}

function describeRow(row: usize): void {
  const low = sumBins(0, MID_BIN),
    mid = sumBins(MID_BIN, HIGH_BIN),
    high = sumBins(HIGH_BIN, 1025);
  store<f32>(ROW_POWERS + row * 4, low + mid + high);
  let bands = f32x4.splat(0);
  bands = f32x4.replace_lane(bands, 0, low);
  bands = f32x4.replace_lane(bands, 1, mid);
  bands = f32x4.replace_lane(bands, 2, high);
  const relative = f32x4.max(f32x4.mul(bands, f32x4.splat(1.0 / FULL_SCALE)), f32x4.splat(1e-12));
  const steps = f32x4.add(f32x4.mul(log2(relative), f32x4.splat(LOG2_TO_STEPS)), f32x4.splat(255.5));
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.min(f32x4.max(steps, f32x4.splat(0)), f32x4.splat(255)));
  store<u8>(COLOURS + row * 3, i32x4.extract_lane(whole, 0));
  store<u8>(COLOURS + row * 3, i32x4.extract_lane(whole, 1), 1);
  store<u8>(COLOURS + row * 3, i32x4.extract_lane(whole, 2), 2);
}

/** Fills `count` rows from row `first` on; row i reads 2,048 samples from ANALYSIS + 1,024·i. */
export function fillRows(first: i32, count: i32): void {
  for (let index = 0; index < count; index++) {
    powerSpectrum(ANALYSIS + <usize>index * 4096);
    const row = <usize>(first + index);
    melRow(MEL + row * <usize>BANDS * 4);
    describeRow(row);
  }
}

/** Moves the analysis samples from `from` to `end` to the front. */
export function shiftAnalysis(from: i32, end: i32): void {
  memory.copy(ANALYSIS, ANALYSIS + <usize>from * 4, <usize>(end - from) * 4);
}

/** Moves the last `keep` of `rows` rows to the front. */
export function keepRows(rows: i32, keep: i32): void {
  const from = <usize>(rows - keep),
    count = <usize>keep;
  memory.copy(MEL, MEL + from * <usize>BANDS * 4, count * <usize>BANDS * 4);
  memory.copy(ROW_POWERS, ROW_POWERS + from * 4, count * 4);
}
