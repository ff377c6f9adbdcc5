import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { decodePeaks } from '../../../src-shared/peaks/index.ts';
import type { Peaks } from './state.ts';

/** Sounds kept: some rows above and below the one that is heard. */
const KEPT = 8;
/** Longer ones begin from where they lie: what is kept here takes memory. */
const LONGEST_SECONDS = 20;
const MOST_CHANNELS = 2;

/**
 * The stored waveform of a sound.
 *
 * @param points of the screen; `null`: all that are stored
 * @returns `null` where none is stored
 */
export async function fetchPeaks(id: SoundId, points: number | null, signal: AbortSignal): Promise<Peaks | null> {
  const answer = await fetch(`/peaks/${id}${points === null ? '' : `?points=${points}`}`, { signal });
  return answer.ok ? decodePeaks(new Uint8Array(await answer.arrayBuffer())) : null;
}

/** The bytes of a short sound as an address of this window; `null` where they can't be had. */
export async function fetchAudio(id: SoundId, signal: AbortSignal): Promise<string | null> {
  const answer = await fetch(audioAddress(id), { signal });
  return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
}

export const audioAddress = (id: SoundId): string => `/audio/${id}`;

type Sources = {
  readonly peaks: (id: SoundId, signal: AbortSignal) => Promise<Peaks | null>;
  readonly audio: (id: SoundId, signal: AbortSignal) => Promise<string | null>;
  readonly letGo: (address: string) => void;
};

type Kept = { peaks?: Peaks | null; audio?: string };

/** What sounds that are likely to be chosen next are drawn and begin with, fetched before they are. */
export function createNeighbours(sources: Sources) {
  const kept = new Map<SoundId, Kept>();
  let preparing = new AbortController();

  /** As the youngest; the oldest goes. */
  function keep(id: SoundId, part: Kept): void {
    const whole = { ...kept.get(id), ...part };
    kept.delete(id);
    kept.set(id, whole);
    for (const [oldest, { audio }] of kept) {
      if (kept.size <= KEPT) return;
      kept.delete(oldest);
      if (audio !== undefined) sources.letGo(audio);
    }
  }

  async function prepareOne({ id, format }: SoundRecord, signal: AbortSignal): Promise<void> {
    const known = kept.get(id);
    if (format === null) return;
    const isShort = format.durationSeconds <= LONGEST_SECONDS && format.channels <= MOST_CHANNELS;
    if (isShort && known?.audio === undefined) {
      const audio = await sources.audio(id, signal);
      if (audio !== null) keep(id, { audio });
    }
    if (known?.peaks === undefined) keep(id, { peaks: await sources.peaks(id, signal) });
  }

  return {
    peaksOf: async (id: SoundId, signal: AbortSignal): Promise<Peaks | null> => {
      const known = kept.get(id)?.peaks;
      if (known !== undefined) return known;
      const peaks = await sources.peaks(id, signal);
      keep(id, { peaks });
      return peaks;
    },
    /** Where its bytes are, as near as can be; it stays kept while it is the youngest. */
    audioOf: (id: SoundId): string => {
      const audio = kept.get(id)?.audio;
      if (audio !== undefined) keep(id, { audio });
      return audio ?? audioAddress(id);
    },
    /** Fetches these one by one; those that were asked for before and are not here yet are left. */
    prepare: async (sounds: readonly SoundRecord[]): Promise<void> => {
      preparing.abort();
      preparing = new AbortController();
      const { signal } = preparing;
      for (const sound of sounds) {
        if (signal.aborted) return;
        // What can't be had now is fetched when it is chosen, and told then.
        if (sound.status === 'indexed') await prepareOne(sound, signal).catch(() => {});
      }
    },
    /** Another sound is loaded: what was being prepared would only be in its way. */
    hold: (): void => preparing.abort(),
  };
}
