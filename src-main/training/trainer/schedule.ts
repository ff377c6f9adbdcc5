import type { TrainingConfiguration } from '../../../src-shared/training/index.ts';

/**
 * Learning rate of a step: a linear warm-up, then constant, a half cosine down to 0 (Loshchilov and Hutter, ICLR 2017,
 * without restarts), or steps: a tenth from half of the way on, a hundredth from three quarters on.
 *
 * @param step from 0, of `steps`.
 */
export function learningRateAt(optimiser: TrainingConfiguration['optimiser'], step: number, steps: number): number {
  const { learningRate, schedule, warmUpShare } = optimiser;
  const warmUp = Math.floor(steps * warmUpShare);
  if (step < warmUp) return (learningRate * (step + 1)) / warmUp;
  const way = (step - warmUp) / Math.max(1, steps - warmUp);
  if (schedule === 'constant') return learningRate;
  if (schedule === 'cosine') return (learningRate * (1 + Math.cos(Math.PI * Math.min(1, way)))) / 2;
  return learningRate * (way < 0.5 ? 1 : way < 0.75 ? 0.1 : 0.01);
}
