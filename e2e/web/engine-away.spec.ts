import { expect, indexStarterSounds, test } from './fixtures.ts';
import { ServedEngine } from './served-engine.ts';

test.use({ expectedComplaints: /WebSocket|ERR_|Failed to load resource/u });

test('a window goes on when the engine it was attached to is killed', async ({ window, engine, page }) => {
  await indexStarterSounds(window);
  const attached = new ServedEngine(engine.folder);
  try {
    await page.goto(await attached.start());
    await expect(window.getByLabel('Sounds found')).toHaveText('14 of 14');
    await window.keyboard.press('Home');
    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('ambi');
    await expect(window.getByLabel('Sounds found')).toHaveText('3 of 14');

    await engine.kill();
    // Typed and decided while the engine is away: nothing of it is lost.
    await window.getByRole('searchbox', { name: 'Search sounds' }).fill('ambi glass');
    await window.keyboard.press('Escape');
    await window.keyboard.press('1');
    await expect(window.getByLabel('Sounds found')).toHaveText('1 of 14', { timeout: 30_000 });
    const inspector = window.getByRole('complementary', { name: 'Chosen sound' });
    await expect(inspector).toContainText('by hand', { timeout: 30_000 });
  } finally {
    await attached.end();
  }
});
