/** What a sound passes on its way from the media element to the loudspeakers. */
export type SoundPath = {
  /** Linear factor. */
  readonly level: number;
  /** Per channel, whether it is heard; empty where all are. */
  readonly audible: readonly boolean[];
  /** Upwards positive. */
  readonly semitones: number;
};

const FADE_SECONDS = 0.008;

/** Devices can be chosen where the browser lets a page do it. */
type WithSink = AudioContext & { readonly setSinkId?: (id: string) => Promise<void> };

/**
 * Makes the graph behind a media element when it is first needed: a browser lets no page make sound before a person has
 * touched it.
 */
export function createSoundGraph(audio: HTMLMediaElement) {
  let context: AudioContext | undefined;
  let source: MediaElementAudioSourceNode | undefined;
  let gain: GainNode | undefined;
  let shift: AudioWorkletNode | undefined;
  let between: AudioNode[] = [];
  let path: SoundPath = { level: 1, audible: [], semitones: 0 };
  let shape = '';
  let sinkId = '';

  function wire(): void {
    if (context === undefined || source === undefined || gain === undefined) return;
    const { audible, semitones } = path;
    const shifted = semitones !== 0 && shift !== undefined;
    const next = JSON.stringify([audible, shifted]);
    if (next === shape) return;
    shape = next;
    for (const node of [source, ...between, gain]) node.disconnect();
    shift?.disconnect();
    between = [];
    let last: AudioNode = source;
    if (audible.some((heard) => !heard)) {
      const splitter = new ChannelSplitterNode(context, { numberOfOutputs: audible.length });
      const merger = new ChannelMergerNode(context, { numberOfInputs: audible.length });
      last.connect(splitter);
      audible.forEach((heard, channel) => {
        if (heard) splitter.connect(merger, channel, channel);
      });
      between = [splitter, merger];
      last = merger;
    }
    if (shifted && shift !== undefined) last = last.connect(shift);
    last.connect(gain).connect(context.destination);
  }

  async function loadShift(made: AudioContext): Promise<void> {
    if (shift !== undefined) return;
    const { default: address } = await import('./pitch-shift.worklet.js');
    await made.audioWorklet.addModule(address);
    shift ??= new AudioWorkletNode(made, 'pitch-shift', { numberOfInputs: 1, numberOfOutputs: 1 });
  }

  function apply(): void {
    if (context === undefined || gain === undefined) return;
    gain.gain.setTargetAtTime(path.level, context.currentTime, FADE_SECONDS);
    wire();
    if (path.semitones === 0) return;
    loadShift(context)
      .then(() => {
        shift?.parameters.get('ratio')?.setValueAtTime(2 ** (path.semitones / 12), 0);
        wire();
      })
      .catch(() => {
        // Without the worklet the sound is heard at its own pitch.
      });
  }

  return {
    /** Call on the way to playing, from what a person does. */
    wake: (): void => {
      if (context === undefined) {
        context = new AudioContext({ latencyHint: 'interactive' });
        source = new MediaElementAudioSourceNode(context, { mediaElement: audio });
        gain = new GainNode(context, { gain: path.level });
        if (sinkId !== '') void (context as WithSink).setSinkId?.(sinkId).catch(() => {});
        wire();
        apply();
      }
      if (context.state === 'suspended') void context.resume();
    },
    follow: (next: SoundPath): void => {
      path = next;
      apply();
    },
    /**
     * @param id of an output device; the system's own where it is empty
     * @throws DOMException where the browser or the device refuses
     */
    playOn: async (id: string): Promise<void> => {
      await (context as WithSink | undefined)?.setSinkId?.(id);
      sinkId = id;
    },
  };
}
