/**
 * Power spectrum of 2,048 real samples: a Stockham radix-4 FFT of 1,024 complex numbers (even samples real, odd samples
 * imaginary), then the split into the real signal's bins. Real and imaginary parts lie in separate planes, so that four
 * butterflies go through one vector.
 */
import { FIRST_TWIDDLES, PASS_TWIDDLES, POWER, REAL_TWIDDLES, WINDOW, WORK_A, WORK_B } from './memory';

/** Bytes from a real plane to its imaginary plane. */
const IM: usize = 4096;

function add(a: v128, b: v128): v128 {
  return f32x4.add(a, b);
}
function sub(a: v128, b: v128): v128 {
  return f32x4.sub(a, b);
}
function mul(a: v128, b: v128): v128 {
  return f32x4.mul(a, b);
}

/** Stores columns a, b, c, d as rows: sixteen values in a row in memory. */
function storeTransposed(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7), 16);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5), 32);
  v128.store(to, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7), 48);
}

/** First pass (length 1,024, stride 1) with the window and the packing folded in. */
function firstPass(samples: usize): void {
  for (let p: usize = 0; p < 1024; p += 16) {
    // p counts bytes of a float plane; the packed samples take twice as many.
    const at = samples + 2 * p;
    const w = WINDOW + 2 * p;
    const a0 = mul(v128.load(at), v128.load(w));
    const a1 = mul(v128.load(at, 16), v128.load(w, 16));
    const b0 = mul(v128.load(at, 2048), v128.load(w, 2048));
    const b1 = mul(v128.load(at, 2064), v128.load(w, 2064));
    const c0 = mul(v128.load(at, 4096), v128.load(w, 4096));
    const c1 = mul(v128.load(at, 4112), v128.load(w, 4112));
    const d0 = mul(v128.load(at, 6144), v128.load(w, 6144));
    const d1 = mul(v128.load(at, 6160), v128.load(w, 6160));
    const ar = v128.shuffle<f32>(a0, a1, 0, 2, 4, 6),
      ai = v128.shuffle<f32>(a0, a1, 1, 3, 5, 7);
    const br = v128.shuffle<f32>(b0, b1, 0, 2, 4, 6),
      bi = v128.shuffle<f32>(b0, b1, 1, 3, 5, 7);
    const cr = v128.shuffle<f32>(c0, c1, 0, 2, 4, 6),
      ci = v128.shuffle<f32>(c0, c1, 1, 3, 5, 7);
    const dr = v128.shuffle<f32>(d0, d1, 0, 2, 4, 6),
      di = v128.shuffle<f32>(d0, d1, 1, 3, 5, 7);
    const pr = add(ar, cr),
      pi = add(ai, ci),
      mr = sub(ar, cr),
      mi = sub(ai, ci);
    const qr = add(br, dr),
      qi = add(bi, di),
      jr = sub(di, bi),
      ji = sub(br, dr);
    const r1 = sub(mr, jr),
      i1 = sub(mi, ji);
    const r2 = sub(pr, qr),
      i2 = sub(pi, qi);
    const r3 = add(mr, jr),
      i3 = add(mi, ji);
    const t = FIRST_TWIDDLES + p;
    const w1r = v128.load(t),
      w1i = v128.load(t, 1024);
    const w2r = v128.load(t, 2048),
      w2i = v128.load(t, 3072);
    const w3r = v128.load(t, 4096),
      w3i = v128.load(t, 5120);
    const to = WORK_A + 4 * p;
    storeTransposed(
      to,
      add(pr, qr),
      sub(mul(w1r, r1), mul(w1i, i1)),
      sub(mul(w2r, r2), mul(w2i, i2)),
      sub(mul(w3r, r3), mul(w3i, i3)),
    );
    storeTransposed(
      to + IM,
      add(pi, qi),
      add(mul(w1r, i1), mul(w1i, r1)),
      add(mul(w2r, i2), mul(w2i, r2)),
      add(mul(w3r, i3), mul(w3i, r3)),
    );
  }
}

/** A middle pass: `quarter` butterflies of `stride` floats, from one work plane to the other. */
function middlePass(from: usize, to: usize, twiddles: usize, quarter: usize, stride: usize): void {
  const step = stride * 4;
  for (let p: usize = 0; p < quarter; p++) {
    const t = twiddles + p * 24;
    const w1r = v128.load32_splat(t),
      w1i = v128.load32_splat(t, 4);
    const w2r = v128.load32_splat(t, 8),
      w2i = v128.load32_splat(t, 12);
    const w3r = v128.load32_splat(t, 16),
      w3i = v128.load32_splat(t, 20);
    const source = from + p * step;
    const target = to + 4 * p * step;
    for (let q: usize = 0; q < step; q += 16) {
      const x = source + q;
      // quarter × stride is always 256 floats.
      const ar = v128.load(x),
        ai = v128.load(x, 4096);
      const br = v128.load(x, 1024),
        bi = v128.load(x, 5120);
      const cr = v128.load(x, 2048),
        ci = v128.load(x, 6144);
      const dr = v128.load(x, 3072),
        di = v128.load(x, 7168);
      const pr = add(ar, cr),
        pi = add(ai, ci),
        mr = sub(ar, cr),
        mi = sub(ai, ci);
      const qr = add(br, dr),
        qi = add(bi, di),
        jr = sub(di, bi),
        ji = sub(br, dr);
      const r1 = sub(mr, jr),
        i1 = sub(mi, ji);
      const r2 = sub(pr, qr),
        i2 = sub(pi, qi);
      const r3 = add(mr, jr),
        i3 = add(mi, ji);
      const y = target + q;
      v128.store(y, add(pr, qr));
      v128.store(y + IM, add(pi, qi));
      v128.store(y + step, sub(mul(w1r, r1), mul(w1i, i1)));
      v128.store(y + step + IM, add(mul(w1r, i1), mul(w1i, r1)));
      v128.store(y + 2 * step, sub(mul(w2r, r2), mul(w2i, i2)));
      v128.store(y + 2 * step + IM, add(mul(w2r, i2), mul(w2i, r2)));
      v128.store(y + 3 * step, sub(mul(w3r, r3), mul(w3i, i3)));
      v128.store(y + 3 * step + IM, add(mul(w3r, i3), mul(w3i, r3)));
    }
  }
}

/** Last pass (length 4, stride 256): its twiddles are all one. */
function lastPass(from: usize, to: usize): void {
  for (let q: usize = 0; q < 1024; q += 16) {
    const x = from + q,
      y = to + q;
    const ar = v128.load(x),
      ai = v128.load(x, 4096);
    const br = v128.load(x, 1024),
      bi = v128.load(x, 5120);
    const cr = v128.load(x, 2048),
      ci = v128.load(x, 6144);
    const dr = v128.load(x, 3072),
      di = v128.load(x, 7168);
    const pr = add(ar, cr),
      pi = add(ai, ci),
      mr = sub(ar, cr),
      mi = sub(ai, ci);
    const qr = add(br, dr),
      qi = add(bi, di),
      jr = sub(di, bi),
      ji = sub(br, dr);
    v128.store(y, add(pr, qr));
    v128.store(y, add(pi, qi), 4096);
    v128.store(y, sub(mr, jr), 1024);
    v128.store(y, sub(mi, ji), 5120);
    v128.store(y, sub(pr, qr), 2048);
    v128.store(y, sub(pi, qi), 6144);
    v128.store(y, add(mr, jr), 3072);
    v128.store(y, add(mi, ji), 7168);
  }
}

/** Bins 0–1,024 of the real signal from the packed transform: X[k] = E + W·O, and X[1024 − k] = conj(E − W·O). */
function realPower(z: usize): void {
  const quarter = f32x4.splat(0.25);
  for (let k: usize = 1; k <= 509; k += 4) {
    const front = z + k * 4,
      back = z + (1024 - k - 3) * 4;
    const zr = v128.load(front),
      zi = v128.load(front, 4096);
    const br = v128.load(back),
      bi = v128.load(back, 4096);
    const cr = v128.shuffle<f32>(br, br, 3, 2, 1, 0),
      ci = v128.shuffle<f32>(bi, bi, 3, 2, 1, 0);
    const er = add(zr, cr),
      ei = sub(zi, ci);
    // O = −i·(Z − conj Z')
    const or = add(zi, ci),
      oi = sub(cr, zr);
    const t = REAL_TWIDDLES + (k - 1) * 4;
    const wr = v128.load(t),
      wi = v128.load(t, 2048);
    const tr = sub(mul(wr, or), mul(wi, oi)),
      ti = add(mul(wr, oi), mul(wi, or));
    const ur = add(er, tr),
      ui = add(ei, ti),
      vr = sub(er, tr),
      vi = sub(ei, ti);
    const high = mul(quarter, add(mul(vr, vr), mul(vi, vi)));
    v128.store(POWER + (1024 - k - 3) * 4, v128.shuffle<f32>(high, high, 3, 2, 1, 0));
    v128.store(POWER + k * 4, mul(quarter, add(mul(ur, ur), mul(ui, ui))));
  }
  const first = load<f32>(z),
    second = load<f32>(z, 4096);
  store<f32>(POWER, (first + second) * (first + second));
  store<f32>(POWER + 4096, (first - second) * (first - second));
}

/** Windowed power spectrum of the 2,048 samples at `samples` into POWER (1,025 bins, no scaling). */
export function powerSpectrum(samples: usize): void {
  firstPass(samples);
  middlePass(WORK_A, WORK_B, PASS_TWIDDLES, 64, 4);
  middlePass(WORK_B, WORK_A, PASS_TWIDDLES + 64 * 24, 16, 16);
  middlePass(WORK_A, WORK_B, PASS_TWIDDLES + 80 * 24, 4, 64);
  lastPass(WORK_B, WORK_A);
  realPower(WORK_A);
}
