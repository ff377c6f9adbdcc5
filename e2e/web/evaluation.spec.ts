/** The evaluation lab on the real engine: evaluate, walk the matrix by keyboard, hear what was confused, export. */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { expect, expectAccessible, indexStarterSounds, starterSounds, test } from './fixtures.ts';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.mjs');

/** So that some of them are alike and some are not what they sound like. */
const labels = {
  'cat_meow.mp3': 'ANIMALS',
  'cow_moo.mp3': 'ANIMALS',
  'dog_bark.mp3': 'ANIMALS',
  'sheep_bleat.mp3': 'ANIMALS',
  'ducks_quack.mp3': 'BIRDS',
  'misc_crow.flac': 'BIRDS',
  'perc_bell.flac': 'BELLS',
  'perc_door.flac': 'DOORS',
  'ambi_dark_woosh.flac': 'DESIGNED',
  'ambi_lunar_land.flac': 'DESIGNED',
  'ambi_glass_rub.flac': 'GLASS',
  'drum_roll.flac': 'MUSICAL',
};

test('embeddings are evaluated, what was confused is heard, and all of it is exported', async ({ window, engine }) => {
  test.setTimeout(180_000);
  await indexStarterSounds(window);
  await window.locator('#sounds').focus();
  await window.keyboard.press('F9');
  await expect(window.getByRole('heading', { name: 'Evaluation' })).toBeVisible();
  await expect(window.getByText('No library has labelled sounds yet', { exact: false })).toBeVisible();
  await expect(window.getByText('Nothing is evaluated yet.')).toBeVisible();
  await expectAccessible(window);

  const list = path.join(engine.folder, 'labels.tsv');
  const lines = Object.entries(labels).map(([name, category]) => `${name}\t${category}`);
  fs.writeFileSync(list, `path\tcategory\n${lines.join('\n')}\n`);
  const importing = ['labels', 'import', list, '--sounds', starterSounds, '--catalogue', engine.catalogue, '--json'];
  execFileSync(process.execPath, [cli, ...importing], { env: { ...process.env, NODE_OPTIONS: '' } });

  // Coming back to the screen looks again.
  await window.keyboard.press('F6');
  await window.keyboard.press('F9');
  await expect(window.getByRole('checkbox')).toHaveCount(1);
  await window.keyboard.press('Control+Enter');
  const figure = window.getByRole('img', { name: 'Macro-F1 by the nearest neighbours, by dataset' });
  await expect(figure).toBeVisible({ timeout: 60_000 });
  await expect(figure).toContainText('starter-sounds');
  await expectAccessible(window);

  const grid = window.getByRole('grid', { name: 'Confusion matrix' });
  await grid.focus();
  await window.keyboard.press('Home');
  const cell = window.locator('.evaluation-cell');
  const first = await cell.textContent();
  await window.keyboard.press('ArrowRight');
  await expect(cell).not.toHaveText(first ?? '');
  await expect(grid.getByRole('gridcell')).toHaveText((await cell.textContent()) ?? '');
  await window.keyboard.press('ArrowLeft');
  await expect(cell).toHaveText(first ?? '');

  // By the list of what was confused most, then back, and the same by the keyboard in the matrix.
  const confused = window.getByRole('region', { name: 'Most confused' }).getByRole('button').first();
  const count = Number((await confused.textContent())?.match(/(\d+) of \d+/u)?.[1]);
  await confused.click();
  await expect(window.getByRole('grid', { name: 'Sounds', exact: true })).toBeVisible();
  await expect(window.getByLabel('Sounds found')).toHaveText(`${count} of 14`);
  await expect(window.getByRole('grid', { name: 'What narrows the sounds down' })).toContainText(/taken for/u);
  await window.getByRole('grid', { name: 'Sounds', exact: true }).focus();
  await window.keyboard.press('ArrowDown');
  await expect(window.locator('.player-name')).not.toBeEmpty();

  await window.keyboard.press('F9');
  await expect(figure).toBeVisible();
  for (const [name, ending] of [
    ['Page with all figures (HTML)', 'html'],
    ['All numbers (CSV)', 'csv'],
    ['Confusion matrix (SVG)', 'svg'],
  ] as const) {
    const download = window.waitForEvent('download');
    await window.getByRole('button', { name: 'Export' }).click();
    await window.getByRole('menuitem', { name }).click();
    const file = await (await download).path();
    const text = fs.readFileSync(file, 'utf8');
    expect((await download).suggestedFilename()).toMatch(new RegExp(`\\.${ending}$`, 'u'));
    expect(text).toContain(ending === 'csv' ? 'starter-sounds' : 'ANIMALS');
    expect(text).not.toMatch(/NaN|undefined/u);
  }

  // Asked again, nothing is compared anew; what was found is still there after a restart.
  await window.keyboard.press('Control+Enter');
  await expect(window.getByRole('button', { name: /^Evaluate/u })).toBeVisible({ timeout: 30_000 });
  await window.goto('about:blank');
  await engine.end();
  await window.goto(await engine.start());
  await expect(window.getByRole('grid', { name: 'Sounds', exact: true })).toBeVisible();
  await window.keyboard.press('F9');
  await expect(figure).toBeVisible();
});
