import { useAppState } from '../../app/index.ts';
import { placed } from '../player/placed.ts';

/** The moment of the sound on show that is most like the one that was asked about. */
export function MatchMark() {
  const match = useAppState(({ similar, player }) =>
    player.sound === null ? undefined : similar.matches.get(player.sound.id),
  );
  if (match === undefined) return null;
  return <span className="match-mark" aria-hidden="true" style={placed(match)} />;
}
