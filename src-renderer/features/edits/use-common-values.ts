import { useEffect, useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { type CommonValues, withSound } from './common-values.ts';

/** Sounds that are compared; where more are selected, nothing is said of what they have in common. */
const MOST_COMPARED = 5_000;

/** What the selected sounds have in common; `null` until that is known. */
export function useCommonValues(count: number): CommonValues | null {
  const { browser } = useActions();
  const selected = useAppState((state) => state.browser.selected);
  const shown = useAppState((state) => state.browser.results?.pages);
  const [common, setCommon] = useState<CommonValues | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another selection, or other values in it
  useEffect(() => {
    let isLate = false;
    const compare = async (): Promise<void> => {
      let found: CommonValues | null = count > MOST_COMPARED ? {} : null;
      if (count <= MOST_COMPARED) {
        for await (const sounds of browser.selectedSounds()) {
          if (isLate) return;
          found = sounds.reduce<CommonValues | null>(withSound, found);
        }
      }
      if (!isLate) setCommon(found);
    };
    // A selection that grows row by row is compared once it rests.
    const timer = setTimeout(() => void compare().catch(() => {}), 120);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [browser, selected, shown, count]);
  return common;
}
