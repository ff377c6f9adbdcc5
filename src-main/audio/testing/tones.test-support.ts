/** Sounds made of numbers: the same on every machine. */

/** White noise in −1…1 from a 32-bit generator (mulberry32). */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** Sweeps with some noise, different in each channel; loud enough everywhere for codecs to keep their shape. */
export function testSound(channels: number, sampleRateHz: number, seconds: number): Float32Array[] {
  const frames = Math.round(sampleRateHz * seconds);
  const top = Math.min(6000, sampleRateHz * 0.35);
  return Array.from({ length: channels }, (_, channel) => {
    const random = noise(channel + 1);
    let phase = 0;
    return Float32Array.from({ length: frames }, (_, index) => {
      const hertz = 200 + (top - 200) * (((index / frames) * (1 + (channel % 3))) % 1);
      phase += (2 * Math.PI * hertz) / sampleRateHz;
      return 0.4 * Math.sin(phase) + 0.05 * random();
    });
  });
}

export function sine(hertz: number, sampleRateHz: number, seconds: number, amplitude: number): Float32Array {
  return Float32Array.from(
    { length: Math.round(sampleRateHz * seconds) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * hertz * index) / sampleRateHz),
  );
}
