import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../../src-shared/contract/review.ts';
import { type Catalogue, kinships, type ReviewColumns } from '../../catalogue/index.ts';
import { toSoundRecord } from '../records.ts';
import type { SurveyedPlaces } from './arrangement.ts';

/** What is decided at once, as places of the columns; the first stands for all. */
type Group = { readonly kind: ReviewItem['kind']; readonly members: readonly number[] };

/** Groups as a window shows them, with their sounds as they are now; without those that are gone. */
export async function describeItems(
  catalogue: Catalogue,
  { ids }: ReviewColumns,
  surveyed: SurveyedPlaces | null,
  groups: readonly Group[],
  disagreementOf: ((id: SoundId) => number) | null,
): Promise<readonly ReviewItem[]> {
  const wanted = groups.flatMap(({ members }) => members.map((place) => ids[place] as SoundId));
  const rows = await catalogue.sounds([...new Set(wanted)]);
  const records = new Map(rows.map((row) => [row.id, toSoundRecord(row)]));
  return groups.flatMap(({ kind, members }) => {
    const described = members.flatMap((place, at) => {
      const sound = records.get(ids[place] as SoundId);
      const inSurvey = surveyed?.placeOf(ids[place] as number) ?? -1;
      const kinship = kinships[surveyed?.survey.kinship[inSurvey] ?? 0] ?? 'itself';
      // A drawn sound need not be the one that stands for the group, which is like it in turn.
      return sound ? [{ sound, kinship: at === 0 ? 'itself' : kinship === 'itself' ? 'alike' : kinship } as const] : [];
    });
    const [first] = described;
    if (first === undefined) return [];
    return [{ kind, members: described, disagreement: disagreementOf?.(first.sound.id) ?? null }];
  });
}
