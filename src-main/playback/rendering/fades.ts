/** Fades the first and last `fadeFrames` of `totalFrames` in and out along a straight line. */
export function fade(planes: readonly Float64Array[], from: number, totalFrames: number, fadeFrames: number): void {
  const frames = Math.min(fadeFrames, Math.floor(totalFrames / 2));
  if (frames <= 0) return;
  for (const plane of planes) {
    for (let index = 0; index < plane.length; index++) {
      const edge = Math.min(from + index, totalFrames - 1 - from - index);
      if (edge < frames) plane[index] = ((plane[index] ?? 0) * Math.max(0, edge)) / frames;
    }
  }
}
