import { deciders, type ReviewColumns, type SoundSurvey } from '../../catalogue/index.ts';

/**
 * Even a sure suggestion leaves a sound worth a look. Of 0.05 and 0.25 the smaller reached 90 % right sounds with fewer
 * decisions in nine of ten libraries (docs/review.md).
 */
const leastWeight = 0.05;

/** What is open, and how it hangs together. Places are those of the columns. */
export type Arrangement = {
  /** Open sounds. */
  readonly open: Uint32Array;
  /** One open sound of each group, that which stands for it where it is open. */
  readonly heads: Uint32Array;
  /** The head of the group that each open sound is in. */
  readonly headOf: Uint32Array;
  /** How unsure the open sounds of each cell are together. */
  readonly cellWeights: Float64Array;
  /** 1 for a cell of which a person has decided a sound. */
  readonly decidedCells: Uint8Array;
  readonly person: number;
  readonly machine: number;
};

/** What a place of the columns is in the survey: −1 where it isn't there. */
export type SurveyPlaces = { readonly survey: SoundSurvey; readonly placeOf: (soundId: number) => number };

/**
 * Some milliseconds for 100,000 sounds.
 * @param decided sounds that were decided since the columns were read
 */
export function arrange(
  columns: ReviewColumns,
  surveyed: SurveyPlaces | null,
  withLabelled: boolean,
  decided: ReadonlyMap<number, unknown>,
): Arrangement {
  const { ids, decider, probability } = columns;
  const count = ids.length;
  const open = new Uint32Array(count);
  const headOf = new Uint32Array(count);
  const heads = new Uint32Array(count);
  const cellCount = surveyed?.survey.cellCount ?? 0;
  const cellWeights = new Float64Array(cellCount);
  const decidedCells = new Uint8Array(cellCount);
  /** By the place in the survey of whichever sound stands for the group: the head, plus one. */
  const headOfGroup = new Uint32Array(surveyed?.survey.ids.length ?? 0);
  let [openCount, headCount, person, machine] = [0, 0, 0, 0];

  for (let place = 0; place < count; place++) {
    const id = ids[place] as number;
    const by = decider[place] as number;
    const inSurvey = surveyed === null ? -1 : surveyed.placeOf(id);
    const isPerson = by === deciders.person || (decided.size > 0 && decided.has(id));
    if (isPerson) {
      person += 1;
      const cell = inSurvey < 0 ? -1 : (surveyed?.survey.cellOf[inSurvey] ?? -1);
      if (cell >= 0) decidedCells[cell] = 1;
      continue;
    }
    if (by === deciders.other) machine += 1;
    if (by === deciders.other && !withLabelled) continue;
    open[openCount++] = place;
    headOf[place] = place;
    if (inSurvey < 0 || surveyed === null) continue;
    const { groupOf, cellOf } = surveyed.survey;
    const group = groupOf[inSurvey] as number;
    if (headOfGroup[group] === 0 || group === inSurvey) headOfGroup[group] = place + 1;
    const cell = cellOf[inSurvey] as number;
    if (cell >= 0) {
      const sureness = probability[place] as number;
      cellWeights[cell] =
        (cellWeights[cell] as number) + leastWeight + (1 - leastWeight) * (1 - (sureness > 0 ? sureness : 0));
    }
  }
  // The head is known once all are seen.
  for (let at = 0; at < openCount; at++) {
    const place = open[at] as number;
    const inSurvey = surveyed === null ? -1 : surveyed.placeOf(ids[place] as number);
    if (inSurvey >= 0) headOf[place] = (headOfGroup[surveyed?.survey.groupOf[inSurvey] ?? 0] as number) - 1;
    if (headOf[place] === place) heads[headCount++] = place;
  }
  return {
    open: open.subarray(0, openCount),
    heads: heads.subarray(0, headCount),
    headOf,
    cellWeights,
    decidedCells,
    person,
    machine,
  };
}
