import { expect, indexStarterSounds, test } from './fixtures.ts';

test('a label is learned from at once, and stands as a reason that can be heard', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('p');
  const inspector = window.getByRole('complementary');
  await window.getByRole('row', { name: 'cow_moo' }).click();
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('cow_moo.mp3');
  await window.keyboard.press('Enter');
  await expect(inspector).toContainText('by hand');

  await window.getByRole('row', { name: 'sheep_bleat' }).click();
  const suggestions = inspector.getByRole('list', { name: 'Suggestions' });
  await expect(suggestions).toContainText('like 1 sound you labelled ANIMALS');
  await expect(suggestions).toContainText('fits what you labelled ANIMALS', { timeout: 15_000 });
  const near = suggestions.getByRole('button', { name: 'cow_moo.mp3' });
  await near.focus();
  await window.keyboard.press('Enter');
  // The chosen sound stays chosen.
  await expect(inspector.getByRole('heading', { level: 2 })).toHaveText('sheep_bleat.mp3');

  await window.keyboard.press('z');
  await expect(suggestions).not.toContainText('you labelled', { timeout: 15_000 });
});
