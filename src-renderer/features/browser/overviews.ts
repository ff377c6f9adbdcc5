import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { decodePeaks } from '../../../src-shared/peaks/index.ts';
import { type WaveformColumn, waveformColumns } from '../player/waveform-columns.ts';

/** Columns of a small waveform; drawn wider or narrower as there is room. */
export const OVERVIEW_COLUMNS = 96;
const KEPT = 600;
const AT_ONCE = 2;

export type Overview = readonly WaveformColumn[];

type Wish = { readonly id: SoundId; readonly receive: (overview: Overview) => void; readonly signal: AbortSignal };

/**
 * Small waveforms of the rows in sight: the newest wish first, two at a time, and none whose row has gone again. What was
 * shown lately is still here.
 */
export function createOverviews(fetchPeaks: (id: SoundId, signal: AbortSignal) => Promise<Uint8Array | null>) {
  const kept = new Map<SoundId, Overview>();
  let wishes: Wish[] = [];
  let underWay = 0;

  function remember(id: SoundId, overview: Overview): void {
    kept.delete(id);
    kept.set(id, overview);
    const oldest = kept.keys().next();
    if (kept.size > KEPT && !oldest.done) kept.delete(oldest.value);
  }

  async function fulfil({ id, receive, signal }: Wish): Promise<void> {
    try {
      const blob = await fetchPeaks(id, signal);
      const overview = blob === null ? [] : waveformColumns(decodePeaks(blob), 0, 1, OVERVIEW_COLUMNS);
      remember(id, overview);
      if (!signal.aborted) receive(overview);
    } catch {
      // A row without its waveform is still a row.
    }
  }

  function pump(): void {
    wishes = wishes.filter(({ signal }) => !signal.aborted);
    while (underWay < AT_ONCE) {
      const wish = wishes.pop();
      if (wish === undefined) return;
      underWay += 1;
      void fulfil(wish).finally(() => {
        underWay -= 1;
        pump();
      });
    }
  }

  return {
    /** What is here already. */
    known: (id: SoundId): Overview | undefined => kept.get(id),
    /** @param receive called once, unless `signal` aborts first */
    wish: (id: SoundId, signal: AbortSignal, receive: (overview: Overview) => void): void => {
      wishes.push({ id, receive, signal });
      pump();
    },
  };
}

/** Peaks as the host serves them; `null` where there are none. */
async function servedPeaks(id: SoundId, signal: AbortSignal): Promise<Uint8Array | null> {
  const answer = await fetch(`/peaks/${id}`, { signal });
  return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
}

export const overviews = createOverviews(servedPeaks);
