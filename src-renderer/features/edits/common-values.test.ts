import { expect, it } from 'vitest';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { withSound } from './common-values.ts';

const sound = (values: Partial<SoundRecord>): SoundRecord =>
  ({ fields: {}, note: null, label: null, favourite: false, rating: 0, ...values }) as SoundRecord;

it('keeps what is the same for every sound, also that all have nothing', () => {
  const first = withSound(null, sound({ fields: { description: 'Door', take: '1' }, rating: 3 }));
  const common = withSound(first, sound({ fields: { description: 'Door', take: '2' }, rating: 3, favourite: true }));
  expect(common).toMatchObject({ description: 'Door', note: '', label: '', stars: '3', scene: '' });
  expect(common).not.toHaveProperty('take');
  expect(common).not.toHaveProperty('isFavourite');
});
