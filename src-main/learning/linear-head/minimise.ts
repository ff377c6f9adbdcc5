/** A smooth function with its gradient: fills the gradient and returns the value. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export type MinimiseOptions = {
  /** Ends when no part of the gradient is larger. */
  readonly tolerance: number;
  /** Most evaluations of the function. */
  readonly evaluations: number;
  /** About one over the curvature along each coordinate; a good guess saves evaluations. All equal unless given. */
  readonly inverseCurvature?: Float64Array;
};

export type Minimum = {
  readonly value: number;
  readonly evaluations: number;
  /** Whether the gradient became small enough. */
  readonly converged: boolean;
};

/** Steps that are remembered. */
const MEMORY = 10;
/** Wolfe's conditions (Nocedal and Wright 2006, "Numerical Optimization", algorithm 3.1, with their usual constants). */
const SUFFICIENT_DECREASE = 1e-4;
const CURVATURE = 0.9;

/**
 * Moves a point to the nearest minimum of a smooth function: limited-memory BFGS (Nocedal 1980; Nocedal and Wright 2006,
 * algorithms 7.4 and 7.5) with a bisecting search for a step that satisfies the weak Wolfe conditions (Lewis and
 * Overton 2013). The same beginning always ends in the same point.
 * @param point where it begins; holds the minimum afterwards
 */
export function minimise(objective: Objective, point: Float64Array, options: MinimiseOptions): Minimum {
  const size = point.length;
  let gradient = new Float64Array(size);
  let value = objective(point, gradient);
  let evaluations = 1;
  const memory: Step[] = [];
  const direction = new Float64Array(size);
  const beginning = new Float64Array(size);
  let nextGradient = new Float64Array(size);
  while (largest(gradient) > options.tolerance) {
    if (evaluations >= options.evaluations) return { value, evaluations, converged: false };
    descend(memory, gradient, direction, options.inverseCurvature);
    const slope = dot(direction, gradient);
    // Rounding has eaten the curvature: begin anew from the steepest direction, or stop where that is it already.
    if (!(slope < 0)) {
      if (memory.length === 0) break;
      memory.length = 0;
      continue;
    }
    beginning.set(point);
    const cautious = memory.length === 0 && !options.inverseCurvature;
    let step = cautious ? 1 / Math.max(1, Math.sqrt(dot(gradient, gradient))) : 1;
    let [low, high] = [0, Number.POSITIVE_INFINITY];
    let found = false;
    let nextValue = value;
    while (evaluations < options.evaluations && step > 1e-14) {
      for (let index = 0; index < size; index += 1) {
        point[index] = (beginning[index] as number) + step * (direction[index] as number);
      }
      nextValue = objective(point, nextGradient);
      evaluations += 1;
      if (!(nextValue <= value + SUFFICIENT_DECREASE * step * slope)) high = step;
      else if (dot(nextGradient, direction) < CURVATURE * slope) low = step;
      else {
        found = true;
        break;
      }
      step = Number.isFinite(high) ? (low + high) / 2 : 2 * low;
    }
    if (!found && !(nextValue < value)) {
      point.set(beginning);
      return { value, evaluations, converged: false };
    }
    remember(memory, beginning, point, gradient, nextGradient);
    [gradient, nextGradient] = [nextGradient, gradient];
    value = nextValue;
  }
  return { value, evaluations, converged: largest(gradient) <= options.tolerance };
}

/** How the point and the gradient changed, and one over their product. */
type Step = { readonly moved: Float64Array; readonly turned: Float64Array; readonly scale: number };

function remember(
  memory: Step[],
  from: Float64Array,
  to: Float64Array,
  gradientFrom: Float64Array,
  gradientTo: Float64Array,
): void {
  const oldest = memory.length === MEMORY ? memory.shift() : undefined;
  const moved = oldest?.moved ?? new Float64Array(from.length);
  const turned = oldest?.turned ?? new Float64Array(from.length);
  for (let index = 0; index < from.length; index += 1) {
    moved[index] = (to[index] as number) - (from[index] as number);
    turned[index] = (gradientTo[index] as number) - (gradientFrom[index] as number);
  }
  const product = dot(moved, turned);
  if (product > 1e-12) memory.push({ moved, turned, scale: 1 / product });
}

/** The two loops that apply the remembered curvature to the gradient. */
function descend(
  memory: readonly Step[],
  gradient: Float64Array,
  direction: Float64Array,
  inverseCurvature: Float64Array | undefined,
): void {
  for (let index = 0; index < gradient.length; index += 1) direction[index] = -(gradient[index] as number);
  const shares: number[] = [];
  for (const { moved, turned, scale } of memory.toReversed()) {
    const share = scale * dot(moved, direction);
    shares.push(share);
    add(direction, turned, -share);
  }
  const last = memory.at(-1);
  let curvature = 0;
  for (const [index, turned] of last?.turned.entries() ?? []) {
    curvature += turned * turned * (inverseCurvature?.[index] ?? 1);
  }
  const size = last ? 1 / (last.scale * curvature) : 1;
  for (let index = 0; index < direction.length; index += 1) {
    direction[index] = (direction[index] as number) * size * (inverseCurvature?.[index] ?? 1);
  }
  for (const [index, { moved, turned, scale }] of memory.entries()) {
    add(direction, moved, (shares[memory.length - 1 - index] as number) - scale * dot(turned, direction));
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

function add(to: Float64Array, what: Float64Array, times: number): void {
  for (let index = 0; index < to.length; index += 1)
    to[index] = (to[index] as number) + times * (what[index] as number);
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
