import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useAppState } from '../../app/index.ts';
import { durationWords, percentWords } from '../../components/index.ts';

/** How like the question a sound is. */
export function Similarity({ sound: { id } }: { readonly sound: SoundRecord }) {
  const match = useAppState((state) => state.similar.matches.get(id));
  if (match === undefined) return null;
  return <span>{match.relation === 'copy' ? 'Copy' : percentWords(Math.max(0, match.similarity))}</span>;
}

/** Where in the question the nearest moment lies, and where in this sound. */
export function MatchPlaces({ sound: { id } }: { readonly sound: SoundRecord }) {
  const match = useAppState((state) => state.similar.matches.get(id));
  if (match === undefined) return null;
  return (
    <span title="The moment in the sound that was asked about → the moment in this one">
      {placeWords(match.queryStartSeconds)} → {placeWords(match.startSeconds)}
    </span>
  );
}

const placeWords = (seconds: number): string => (seconds < 60 ? `${seconds.toFixed(1)} s` : durationWords(seconds));
