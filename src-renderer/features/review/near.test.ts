import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReviewItem } from '../../../src-shared/contract/review.ts';
import type { SimilarMatch, SimilarRecord, SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { nearestBeside } from './near.ts';

const sound = (id: number): SoundRecord => ({ id: id as SoundId }) as SoundRecord;
const near = (id: number, relation: SimilarMatch['relation'] = 'other'): SimilarRecord => ({
  sound: sound(id),
  similarity: 1 - id / 100,
  startSeconds: 0,
  endSeconds: 1,
  queryStartSeconds: 0,
  queryEndSeconds: 1,
  relation,
});
const group: ReviewItem = {
  kind: 'queue',
  members: [1, 2].map((id) => ({ sound: sound(id), kinship: 'alike' })),
  disagreement: null,
};

describe('sounds beside a group', () => {
  it('are the nearest that are not decided with it', () => {
    const found = [near(2), near(3, 'copy'), near(4), near(5)];
    expect(nearestBeside(found, group).map((each) => each.sound.id)).toEqual([4, 5]);
  });
  it('are few enough to be heard', () => {
    expect(
      nearestBeside(
        Array.from({ length: 40 }, (_, at) => near(at + 3)),
        group,
      ),
    ).toHaveLength(12);
  });
});
