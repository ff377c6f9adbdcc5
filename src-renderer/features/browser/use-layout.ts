import { useMemo } from 'react';
import { useAppState } from '../../app/index.ts';
import { type ColumnLayout, withMatches } from './column-layout.ts';

/** The columns as the table shows them now: with those of similar sounds where it shows such. */
export function useLayout(): ColumnLayout {
  const layout = useAppState((state) => state.browser.layout);
  const isSimilar = useAppState((state) => state.similar.question !== null);
  return useMemo(() => (isSimilar ? withMatches(layout) : layout), [layout, isSimilar]);
}
