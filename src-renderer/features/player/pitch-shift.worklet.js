/**
 * Shifts pitch without changing speed: two readers run through a short memory at another speed than it is written, half
 * a window apart, and fade into each other as each jumps back. Source: the rotating-head pitch changer; see Zölzer, DAFX
 * (2011), section 6.4.3.
 */
const WINDOW_SECONDS = 0.06;

class PitchShift extends AudioWorkletProcessor {
  static get parameterDescriptors() {
    return [{ name: 'ratio', defaultValue: 1, minValue: 0.25, maxValue: 4, automationRate: 'k-rate' }];
  }

  constructor() {
    super();
    this.window = Math.round(WINDOW_SECONDS * sampleRate);
    this.memories = [];
    this.at = 0;
    this.phase = 0;
  }

  process([input], [output], { ratio }) {
    const step = (1 - ratio[0]) / this.window;
    const length = output[0].length;
    const size = this.window * 2;
    for (let channel = 0; channel < output.length; channel += 1) {
      this.memories[channel] ??= new Float32Array(size);
      const memory = this.memories[channel];
      const source = input[channel];
      const target = output[channel];
      for (let index = 0; index < length; index += 1) {
        const place = (this.at + index) % size;
        memory[place] = source === undefined ? 0 : source[index];
        const phase = this.phase + step * index;
        let sum = 0;
        for (const offset of [0, 0.5]) {
          const turn = phase + offset - Math.floor(phase + offset);
          const from = place - turn * this.window + size;
          const whole = Math.floor(from);
          const rest = from - whole;
          const heard = memory[whole % size] * (1 - rest) + memory[(whole + 1) % size] * rest;
          sum += heard * (0.5 - 0.5 * Math.cos(2 * Math.PI * turn));
        }
        target[index] = sum;
      }
    }
    this.at = (this.at + length) % size;
    this.phase += step * length;
    this.phase -= Math.floor(this.phase);
    return true;
  }
}

registerProcessor('pitch-shift', PitchShift);
