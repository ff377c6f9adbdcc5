import type { MetadataEntry } from '../../src-shared/contract/audio.ts';
import type { FileMarkerRecord } from '../../src-shared/contract/markers.ts';

/** More are noise of a broken file, not places that somebody set. */
const MOST_MARKERS = 1_000;

/**
 * Cue points of a file with their names and lengths, by time, from its embedded metadata: `cue/ID` with a place in
 * samples, `labl/ID` (or `note/ID`) with its name, `ltxt/ID` with a length in samples.
 */
export function fileMarkers(
  entries: readonly MetadataEntry[],
  sampleRateHz: number,
  durationSeconds: number,
): readonly FileMarkerRecord[] {
  const values = new Map(entries.filter(({ standard }) => standard === 'other').map(({ key, value }) => [key, value]));
  return [...values]
    .flatMap(([key, value]): FileMarkerRecord[] => {
      const id = /^cue\/(\d+)$/u.exec(key)?.[1];
      const startSeconds = Number(value) / sampleRateHz;
      if (id === undefined || !(startSeconds >= 0 && startSeconds <= durationSeconds)) return [];
      const [length = '', ...words] = (values.get(`ltxt/${id}`) ?? '').split(' ');
      const endSeconds = Math.min(durationSeconds, startSeconds + Number(length) / sampleRateHz);
      const name = values.get(`labl/${id}`) ?? (words.join(' ') || values.get(`note/${id}`)) ?? '';
      return [{ startSeconds, endSeconds: endSeconds > startSeconds ? endSeconds : null, name: name.trim() }];
    })
    .sort((a, b) => a.startSeconds - b.startSeconds)
    .slice(0, MOST_MARKERS);
}
