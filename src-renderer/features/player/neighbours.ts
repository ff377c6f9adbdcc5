import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { decodePeaks } from '../../../src-shared/peaks/index.ts';
import type { Peaks } from './state.ts';

/** Waveforms kept: some rows above and below the one that is heard. */
const KEPT = 12;

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

/** Waveforms of sounds that are likely to be chosen next, fetched before they are. */
export function createNeighbours(fetchOf: (id: SoundId, signal: AbortSignal) => Promise<Peaks | null>) {
  const kept = new Map<SoundId, Peaks | null>();
  let preparing = new AbortController();

  function keep(id: SoundId, peaks: Peaks | null): void {
    kept.delete(id);
    kept.set(id, peaks);
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) return;
      kept.delete(oldest);
    }
  }

  return {
    peaksOf: async (id: SoundId, signal: AbortSignal): Promise<Peaks | null> => {
      const known = kept.get(id);
      if (known !== undefined) return known;
      const peaks = await fetchOf(id, signal);
      keep(id, peaks);
      return peaks;
    },
    /** Fetches these; those that were asked for before and are not here yet are left. */
    prepare: (ids: readonly SoundId[]): void => {
      preparing.abort();
      preparing = new AbortController();
      const { signal } = preparing;
      for (const id of ids)
        if (!kept.has(id))
          fetchOf(id, signal).then(
            (peaks) => keep(id, peaks),
            () => {},
          );
    },
  };
}
