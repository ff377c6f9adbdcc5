import { useEffect, useState } from 'react';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { useActions } from '../../app/index.ts';
import type { SoundDetails } from './actions.ts';

/** Who walks through the table by arrow key doesn't stay for details. */
const PAUSE_MILLISECONDS = 80;

/** What the record of a sound doesn't say; empty until it is here. */
export function useDetails(sound: SoundRecord): SoundDetails {
  const { inspector } = useActions();
  const [details, setDetails] = useState<SoundDetails | null>(null);
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(() => {
      inspector.detailsOf(sound).then(
        (found) => {
          if (!isLate) setDetails(found);
        },
        () => {
          // Without a line to the engine; the next change asks again.
        },
      );
    }, PAUSE_MILLISECONDS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [inspector, sound]);
  return details?.id === sound.id ? details : { id: sound.id, regions: [], edits: [], collections: [], neighbours: [] };
}
