import type { FrontEnd } from './front-end/front-end.ts';
import {
  channelWeights,
  GROUP_FRAMES,
  integratedLoudness,
  kWeighting,
  powerGainOfFastWay,
} from './front-end/k-weighting.ts';
import { CHUNK_FRAMES } from './front-end/memory-layout.ts';
import type { SoundShape } from './sound-analysis.ts';

/** From this rate on the fast way is exact enough; below, the plain filters cost little anyway. */
const FAST_FROM_HZ = 32_000;
/** Frames at 48 kHz after which the shelf has forgotten enough of its start: what is left weighs below 0.003 dB. */
const WARM_UP_FRAMES = 16;
const MOST_WARM_UP_FRAMES = 512;

/** Adds up K-weighted energy in steps of 100 ms while planes of samples go by. */
export class LoudnessMeter {
  readonly #frontEnd: FrontEnd;
  readonly #shape: SoundShape;
  readonly #weights: Float64Array;
  readonly #stepEnergies: number[] = [];
  /** Frames that are weighed as one: a step ends at the nearest. */
  readonly #unit: number;
  readonly #gain: number;
  readonly #warmUp: number;
  #unitsBefore = 0;
  #steps = 0;
  #stepStart = 0;
  #stepEnd: number;

  constructor(frontEnd: FrontEnd, shape: SoundShape) {
    this.#frontEnd = frontEnd;
    this.#shape = shape;
    this.#weights = channelWeights(shape.speakerMask, shape.channels);
    const fast = shape.sampleRateHz >= FAST_FROM_HZ;
    this.#unit = fast ? GROUP_FRAMES : 1;
    this.#gain = fast ? powerGainOfFastWay(shape.sampleRateHz) : 1;
    this.#warmUp = Math.min(MOST_WARM_UP_FRAMES, WARM_UP_FRAMES * Math.ceil(shape.sampleRateHz / 48_000));
    this.#stepEnd = this.#endOfStep(0);
    frontEnd.kernels.clearWeighting();
    frontEnd.weighting.set(kWeighting(shape.sampleRateHz));
  }

  /** Takes the first `frames` of the planes; only a sound's last may be fewer than a whole chunk. */
  add(frames: number): void {
    const { kernels, planes } = this.#frontEnd;
    const { channels } = this.#shape;
    const fast = this.#unit > 1;
    if (fast) {
      if (frames < CHUNK_FRAMES) {
        for (let channel = 0; channel < channels; channel++) {
          planes.fill(0, channel * CHUNK_FRAMES + frames, (channel + 1) * CHUNK_FRAMES);
        }
      }
      kernels.shelfGroups(channels, this.#warmUp);
    }
    const units = Math.floor(frames / this.#unit);
    for (let from = 0; from < units; ) {
      const position = this.#unitsBefore + from;
      const count = Math.min(units - from, this.#stepEnd - position);
      if (fast) kernels.addGroupEnergy(channels, from, count);
      else kernels.addWeightedEnergy(channels, from, count);
      from += count;
      if (position + count === this.#stepEnd) this.#endStep();
    }
    this.#unitsBefore += units;
  }

  /** LUFS of everything so far; null where the gate lets nothing through. */
  integrated(): number | null {
    return integratedLoudness(this.#stepEnergies);
  }

  #endOfStep(step: number): number {
    return Math.round(((step + 1) * this.#shape.sampleRateHz) / 10 / this.#unit);
  }

  #endStep(): void {
    const { energies } = this.#frontEnd;
    let sum = 0;
    for (const [channel, weight] of this.#weights.entries()) sum += weight * (energies[channel] ?? 0);
    this.#stepEnergies.push(Math.max(0, (this.#gain * sum) / ((this.#stepEnd - this.#stepStart) * this.#unit)));
    energies.fill(0);
    this.#stepStart = this.#stepEnd;
    this.#stepEnd = this.#endOfStep(++this.#steps);
  }
}
