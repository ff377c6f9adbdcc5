/** Reviewing by keyboard on the real engine: one hand, groups with a preview, accepting in bulk and taking it back. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import Sqlite from 'better-sqlite3';
import { addFolder, expect, expectAccessible, indexStarterSounds, starterSounds, test } from './fixtures.ts';
import { ServedEngine } from './served-engine.ts';
import { toneWave } from './tone-wave.ts';

const nameOnShow = (page: Page) => page.locator('.review-name');
const progressOf = (page: Page) => page.getByRole('region', { name: 'Progress' });
const decisionsOf = (page: Page) => page.getByRole('region', { name: 'Last decisions' }).getByRole('listitem');

async function openReview(page: Page): Promise<void> {
  await page.locator('#sounds').focus();
  await page.keyboard.press('d');
  await expect(page.getByRole('listbox', { name: 'Sounds to hear' })).toBeFocused();
  await expect(progressOf(page)).toContainText('decisions left');
}

test('sounds are decided with one hand: accept, choose, skip, back, forward, undo', async ({ window }) => {
  await indexStarterSounds(window);
  await openReview(window);
  const first = await nameOnShow(window).textContent();
  await expect(window.locator('.player-name')).toContainText(first ?? '');
  // It was played on arrival, perhaps to its end by now.
  await expect(window.getByRole('timer', { name: 'Position' })).not.toHaveText('0:00.000');
  const offered = await window.getByRole('list', { name: 'Suggestions' }).locator('.category').first().textContent();

  await window.keyboard.press('Enter');
  await expect(nameOnShow(window)).not.toHaveText(first ?? '');
  await expect(decisionsOf(window).first()).toContainText(offered ?? '');
  await expect(progressOf(window)).toContainText('Open13');
  const second = await nameOnShow(window).textContent();
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('drwd');
  await window.keyboard.press('Enter');
  await expect(nameOnShow(window)).not.toHaveText(second ?? '');
  await expect(decisionsOf(window).first()).toContainText('DOORS › WOOD');

  await window.keyboard.press('z');
  await expect(nameOnShow(window)).toHaveText(second ?? '');
  await expect(decisionsOf(window)).toHaveCount(1);
  await expect(progressOf(window)).toContainText('Open13');
  await window.keyboard.press('2');
  await expect(nameOnShow(window)).not.toHaveText(second ?? '');
  const third = await nameOnShow(window).textContent();
  await window.keyboard.press('ArrowLeft');
  await expect(nameOnShow(window)).toHaveText(second ?? '');
  await window.keyboard.press('ArrowRight');
  await expect(nameOnShow(window)).toHaveText(third ?? '');
  await window.keyboard.press('s');
  await expect(nameOnShow(window)).not.toHaveText(third ?? '');
  await expect(progressOf(window)).toContainText('By a person2');

  await window.keyboard.press('Escape');
  await expect(window.getByRole('grid', { name: 'Sounds' })).toBeVisible();
  await expect(window.getByRole('grid', { name: 'Sounds' }).locator('.category').first()).toBeVisible();
  await window.keyboard.press('/');
  await window.keyboard.type('source:human');
  await expect(window.getByLabel('Sounds found')).toHaveText('2 of 14');
});

test('nearly identical sounds are decided together, after a look at what will be labelled', async ({
  window,
  engine,
}) => {
  const folder = path.join(engine.folder, 'Takes');
  fs.mkdirSync(folder);
  for (const take of ['01', '02', '03'])
    fs.copyFileSync(path.join(starterSounds, 'perc_bell.flac'), path.join(folder, `bell_${take}.flac`));
  fs.copyFileSync(path.join(starterSounds, 'cow_moo.mp3'), path.join(folder, 'cow.mp3'));
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('4 of 4', { timeout: 40_000 });
  await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });
  await openReview(window);
  await expect(progressOf(window)).toContainText('2 decisions left');
  // One place of ten is drawn at random, and that may be the cow.
  if ((await nameOnShow(window).textContent())?.includes('cow')) await window.keyboard.press('ArrowRight');
  await expect(nameOnShow(window)).toContainText('bell');
  await expect(window.getByRole('heading', { name: 'Will be labelled together: 3 sounds' })).toBeVisible();
  const members = window.getByRole('group', { name: 'Sounds that will be labelled' }).getByRole('option');
  await expect(members).toHaveCount(3);
  await window.keyboard.press('ArrowDown');
  await window.keyboard.press('ArrowDown');
  await expect(members.nth(2)).toHaveAttribute('aria-selected', 'true');
  const last = (await members.nth(2).locator('.file-name').first().textContent()) ?? '';
  await expect(window.locator('.player-name')).toContainText(last);
  await window.keyboard.press('x');
  await expect(members.nth(2)).toHaveAccessibleName(/Taken out/u);
  await expect(window.getByRole('heading', { name: 'Will be labelled together: 2 sounds' })).toBeVisible();
  await expectAccessible(window);
  await window.keyboard.press('1');
  await expect(progressOf(window)).toContainText('By a person2');
  await expect(progressOf(window)).toContainText('Open2');
  await window.keyboard.press('z');
  await expect(window.getByRole('heading', { name: 'Will be labelled together: 3 sounds' })).toBeVisible();
  await expect(progressOf(window)).toContainText('Open4');
});

test('what sounds most like the one on show is heard beside it, and says what it was called', async ({ window }) => {
  await indexStarterSounds(window);
  await openReview(window);
  const near = window.getByRole('group', { name: 'Sounds most like it' }).getByRole('option');
  await expect(near).toHaveCount(12);
  await expect(window.getByRole('group', { name: 'Sounds that will be labelled' }).getByRole('option')).toHaveCount(1);
  await window.keyboard.press('ArrowDown');
  await expect(near.first()).toHaveAttribute('aria-selected', 'true');
  const nearest = (await near.first().locator('.review-member-name .file-name').first().textContent()) ?? '';
  await expect(window.locator('.player-name')).toContainText(nearest);
  // What is decided is the sound on show, whatever is heard.
  const name = (await nameOnShow(window).textContent()) ?? '';
  await window.keyboard.press('Enter');
  await expect(decisionsOf(window).first()).toContainText(name);
  await expect(near.filter({ hasText: name })).toHaveCount(1);
  await expect(near.filter({ hasText: name })).toHaveAccessibleName(/decided by hand/u);
  await expectAccessible(window);
});

test('what is on show is scored anew as soon as something like it is decided', async ({ window }) => {
  await indexStarterSounds(window);
  await window.keyboard.press('/');
  await window.keyboard.type('moo OR bleat');
  await expect(window.getByLabel('Sounds found')).toHaveText('2 of 14');
  await openReview(window);
  const suggestions = window.getByRole('list', { name: 'Suggestions' });
  await expect(suggestions).not.toContainText('you labelled');
  const first = (await nameOnShow(window).textContent()) ?? '';
  await window.keyboard.press('Enter');
  await expect(decisionsOf(window).first()).toContainText('ANIMALS');
  await expect(nameOnShow(window)).not.toHaveText(first);
  await expect(suggestions).toContainText('fits what you labelled ANIMALS', { timeout: 15_000 });
  // With the sound that says so, to be heard.
  await expect(suggestions.getByRole('button', { name: first })).toBeVisible();
  await window.keyboard.press('z');
  await expect(nameOnShow(window)).toHaveText(first);
  await expect(suggestions).not.toContainText('you labelled', { timeout: 15_000 });
});

test('where nothing is left to decide, it says why and leads on', async ({ window }) => {
  await indexStarterSounds(window);
  const end = window.locator('.review-empty');
  await window.keyboard.press('/');
  await window.keyboard.type('zzzz');
  await expect(window.getByLabel('Sounds found')).toHaveText('0 of 14');
  await window.keyboard.press('Escape');
  await window.locator('body').press('d');
  await expect(end).toContainText('The search finds nothing.');
  await end.getByRole('button', { name: 'Review the whole library' }).click();
  await expect(progressOf(window)).toContainText('14 decisions left');

  for (let passed = 0; passed < 14; passed += 1) {
    const name = (await nameOnShow(window).textContent()) ?? '';
    await window.keyboard.press('ArrowRight');
    await expect(nameOnShow(window).filter({ hasText: name })).toHaveCount(0);
  }
  await expect(end).toContainText('You have seen everything, and passed 14 decisions by.');
  await expectAccessible(window);
  // The first way on has the keyboard.
  await window.keyboard.press('Enter');
  await expect(nameOnShow(window)).toBeVisible();

  for (let open = 14; open > 0; open -= 1) {
    await window.keyboard.press('1');
    await expect(progressOf(window)).toContainText(`Open${open - 1}`);
  }
  await expect(end).toContainText('Everything here is decided.');
  await expect(end).toContainText('14 sounds by a person, 0 by machine.');
  await window.keyboard.press('z');
  await expect(nameOnShow(window)).toBeVisible();
});

test('a sound that goes while it is on show, or that another window decides, says so', async ({ window, engine }) => {
  const folder = path.join(engine.folder, 'Going');
  fs.mkdirSync(folder);
  for (const name of ['cow_moo.mp3', 'dog_bark.mp3', 'perc_bell.flac'])
    fs.copyFileSync(path.join(starterSounds, name), path.join(folder, name));
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('3 of 3', { timeout: 40_000 });
  await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });
  await openReview(window);
  const attached = new ServedEngine(engine.folder);
  const context = await window.context().browser()?.newContext();
  const other = await context?.newPage();
  if (context === undefined || other === undefined) throw new Error('There is no second window.');
  try {
    await other.goto(await attached.start());
    await expect(other.getByLabel('Sounds found')).toHaveText('3 of 3');
    await other.locator('#sounds').focus();
    await other.keyboard.press('ControlOrMeta+a');
    await other.keyboard.press('Enter');
    const standing = window.locator('.review-standing');
    await expect(standing).toContainText('Decided meanwhile by hand');
    await expect(progressOf(window)).toContainText('Open0');
    await other.keyboard.press('z');
    await expect(standing).toHaveCount(0);
    await expect(progressOf(window)).toContainText('Open3');
    fs.renameSync(folder, `${folder} away`);
    await expect(standing).toContainText('The folder of Going is not there now. The sound can’t be heard');
    await expectAccessible(window);
  } finally {
    await context.close();
    await attached.end();
  }
});

test('what the audit carries is accepted in bulk, and one undo takes it back', async ({ window, engine }) => {
  test.slow();
  await indexStarterSounds(window);
  await openReview(window);
  await window.keyboard.press('b');
  const bulk = window.getByRole('dialog', { name: 'Accept in bulk' });
  await expect(bulk.getByRole('status')).toContainText('Too few audited decisions to promise 95 %.');
  await expect(bulk.getByRole('status')).toContainText('At least 59 more are needed');
  await expect(bulk.getByRole('button', { name: 'Accept', exact: true })).toBeDisabled();
  await window.keyboard.press('Escape');
  await window.keyboard.press('Escape');

  const folder = path.join(engine.folder, 'Tones');
  fs.mkdirSync(folder);
  for (let tone = 0; tone < 16; tone += 1)
    fs.writeFileSync(path.join(folder, `tone ${tone}.wav`), toneWave(1, 2 + tone));
  await addFolder(window, folder);
  await expect(window.getByLabel('Sounds found')).toHaveText('30 of 30', { timeout: 40_000 });
  await expect(window.getByRole('button', { name: 'Jobs', exact: true })).toBeVisible({ timeout: 40_000 });
  await window.keyboard.press('/');
  await window.keyboard.type('tone');
  await expect(window.getByLabel('Sounds found')).toHaveText('16 of 30');
  await window.locator('#sounds').focus();
  await window.keyboard.press('ControlOrMeta+a');
  await window.keyboard.press('Enter');
  const notice = window.getByRole('status', { name: 'Notices' });
  await expect(notice).toContainText('Accepted the suggestion for 16 sounds');
  await window.goto('about:blank');
  await engine.end();
  auditLabelled(engine.catalogue);
  await window.goto(await engine.start());
  await expect(window.getByLabel('Sounds found')).toHaveText('30 of 30');
  await openReview(window);
  await window.keyboard.press('b');
  await bulk.getByText('80 %').click();
  await expect(bulk.getByRole('status')).toContainText(/sounds at an expected 100 % \(8\d–100 %\)/u);
  await expect(bulk.getByRole('status')).toContainText('the suggestion was right for 16');
  await expectAccessible(window);
  await bulk.getByRole('button', { name: /^Accept \d+ sounds$/u }).click();
  await expect(bulk).toHaveCount(0);
  await expect(notice).toContainText(/Accepted the suggestion for \d+ sounds/u);
  await expect(progressOf(window)).not.toContainText('By machine0');
  await expect(progressOf(window)).toContainText('By a person16');
  await window.keyboard.press('z');
  await expect(notice).toContainText(/Undone: Accept the suggestion for \d+ sounds in bulk at 80 %/u);
  await expect(progressOf(window)).toContainText('By machine0');
  await expect(progressOf(window)).toContainText('Open14');
});

/** As many draws as it takes to promise anything would make a long day: what a person labelled counts as drawn. */
function auditLabelled(catalogue: string): void {
  const db = new Sqlite(catalogue);
  db.prepare('ATTACH ? AS idx').run(`${catalogue}-index`);
  // One place of ten is drawn at random: what was on show when the review was left may have been.
  db.exec('DELETE FROM review_audits');
  db.prepare(
    `INSERT INTO review_audits
     SELECT lower(hex(randomblob(16))), p.hash, '', 0.1, m.version_id, c.category, NULL,
       (SELECT min(probability) FROM idx.suggestions), 'editor', 'desk', 0
     FROM current_labels c JOIN sounds s ON s.id = c.sound_id JOIN payloads p ON p.id = s.payload_id, model_versions m`,
  ).run();
  db.close();
}
