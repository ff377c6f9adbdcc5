/** What gradient descent remembers from step to step: a gain and the last movement of each coordinate. */
export type Descent = { readonly gains: Float64Array; readonly moved: Float64Array };

const LEAST_GAIN = 0.01;

export const newDescent = (coordinates: number): Descent => ({
  gains: new Float64Array(coordinates).fill(1),
  moved: new Float64Array(coordinates),
});

/** One step down, with momentum and a gain a coordinate (Jacobs 1988; van der Maaten 2008, section 3.4). */
export function descend(
  map: Float64Array,
  gradient: Float64Array,
  { gains, moved }: Descent,
  rate: number,
  momentum: number,
): void {
  for (let at = 0; at < map.length; at += 1) {
    const slope = gradient[at] as number;
    const before = moved[at] as number;
    const gain = slope * before < 0 ? (gains[at] as number) + 0.2 : (gains[at] as number) * 0.8;
    gains[at] = Math.max(LEAST_GAIN, gain);
    moved[at] = momentum * before - rate * (gains[at] as number) * slope;
    map[at] = (map[at] as number) + (moved[at] as number);
  }
}

/** Moves a map so that its middle lies at 0. @param map points × 2 */
export function centre(map: Float64Array): void {
  const count = map.length / 2;
  for (const axis of [0, 1]) {
    let sum = 0;
    for (let point = 0; point < count; point += 1) sum += map[2 * point + axis] as number;
    for (let point = 0; point < count; point += 1) {
      map[2 * point + axis] = (map[2 * point + axis] as number) - sum / count;
    }
  }
}

/** A number of the normal distribution (Box and Muller 1958). */
export const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
