import type { ReviewColumns } from '../../catalogue/index.ts';
import type { SurveyedPlaces } from './arrangement.ts';
import type { Cover } from './cover.ts';

type Review = {
  readonly columns: ReviewColumns;
  readonly surveyed: SurveyedPlaces;
  readonly cover: Cover;
  /** 1 for a cell of which something is decided. */
  readonly coveredCells: Uint8Array;
  readonly heads: Uint32Array;
  /** Heads that are on show. */
  readonly shown: ReadonlySet<number>;
  readonly isSkipped: (place: number) => boolean;
};

/**
 * What makes a place come earlier where the library is to be covered: it lies in the cell that says most about the rest.
 * There first what the cell lies around, then what is least certain. `null` where no cell has anything to offer.
 */
export function coveringWorth(review: Review): ((place: number) => number) | null {
  const { surveyed, cover, coveredCells, heads, shown, isSkipped } = review;
  const { survey, placeOf, cellOf } = surveyed;
  const { ids, probability } = review.columns;
  // Cells of which all that is open is skipped or on show have nothing to offer.
  const offering = new Uint8Array(survey.cellCount);
  for (let at = 0; at < heads.length; at++) {
    const place = heads[at] as number;
    const cell = cellOf[place] as number;
    if (cell >= 0 && !shown.has(place) && !isSkipped(place)) offering[cell] = 1;
  }
  const given = Array.from(shown, (place) => cellOf[place] ?? -1);
  const [cell] = cover.next(1, given, offering);
  if (cell === undefined) return null;
  return (place) => {
    if (cellOf[place] !== cell) return -2;
    const sureness = probability[place] as number;
    const unsure = Number.isNaN(sureness) ? 0 : 1 - sureness;
    return coveredCells[cell] === 1 ? unsure : 2 - (survey.apart[placeOf(ids[place] as number)] ?? 0) / 512;
  };
}
