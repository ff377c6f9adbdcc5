/** Another UCS list out of the official kind of workbook: a plan first, one command, one undo; and lists out again. */
import fs from 'node:fs';
import type { Page } from '@playwright/test';
import { makeWorkbook } from '../../src-main/engine/lists/workbook/make-workbook.test-support.ts';
import { subcategories } from '../../src-shared/ucs/index.ts';
import { chooseSound, expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** As the official one is made: a sheet of explanations, and the full list below a title. */
function workbook(): Buffer {
  const rows = subcategories
    .filter(({ catId }) => catId !== 'AIRSuck')
    .map((row) => {
      const catId = row.catId === 'DOORWood' ? 'DOORTimb' : row.catId;
      const category = row.category === 'WIND' ? 'WINDS' : row.category;
      return [
        category,
        row.subCategory,
        catId,
        row.catShort,
        `What sounds like ${row.subCategory}`,
        row.keywords.join(', '),
      ];
    });
  return makeWorkbook([
    { name: 'How to use it', rows: [['The Universal Category System'], ['Category', 'Explanation']] },
    {
      name: 'UCS v8.3',
      rows: [
        ['UCS v8.3', null, null, 'Full list'],
        ['Category', 'SubCategory', 'CatID', 'CatShort', 'Explanations', 'Synonyms - Comma Separated'],
        ...rows,
        ['SPACECRAFT', 'THRUSTER', 'SPACThru', 'SPAC', 'Engines in space', 'retrorocket'],
        ['DOORS', 'IRON', 'DOOR Iron', 'DOOR'],
      ],
    },
  ]);
}

async function label(page: Page, sound: string, catId: string): Promise<void> {
  await chooseSound(page, sound);
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Categories' }).fill(catId);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

test('another UCS list comes out of a workbook by a plan, by keyboard alone, and one undo takes all back', async ({
  window,
}) => {
  test.slow();
  await indexStarterSounds(window);
  await label(window, 'perc_door', 'DOORWood');
  await label(window, 'ambi_dark_woosh', 'AIRSuck');

  await window.keyboard.press('Shift+G');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await expect(settings.getByText('UCS 8.2.1, as Sonotheque comes with it')).toBeVisible();
  await expect(settings.getByText('753 in 82 categories')).toBeVisible();
  await settings.getByRole('textbox', { name: 'Find in the list' }).fill('doorwood');
  await expect(settings.getByRole('region', { name: 'CatIDs' }).getByRole('listitem')).toHaveCount(1);
  await settings.getByRole('button', { name: 'Use another list…' }).press('Enter');

  const dialogue = window.getByRole('dialog', { name: 'Use another UCS list' });
  const chooser = window.waitForEvent('filechooser');
  await dialogue.getByRole('button', { name: 'Choose a list' }).press('Enter');
  await (await chooser).setFiles({ name: 'UCS v8.3 Full List.xlsx', mimeType: xlsx, buffer: workbook() });
  await expect(dialogue.getByRole('status')).toHaveText(
    'UCS 8.2.1 (753 CatIDs in 82 categories) → UCS 8.3 (753 CatIDs in 83 categories). 1 label is brought along. 1 label stays as it is, not in this list.',
  );
  const changes = dialogue.getByRole('region', { name: 'Changes' });
  await expect(changes.getByText('DOORTimb')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(window);
  }
  await dialogue.getByRole('button', { name: '1 gone' }).press('Enter');
  await expect(changes.getByRole('listitem')).toHaveCount(1);
  await expect(changes.getByText('its labels stay as they are')).toBeVisible();
  await dialogue.getByRole('button', { name: '1 gone' }).press('Enter');
  await dialogue.getByRole('textbox', { name: 'Find in the plan' }).fill('line');
  await expect(changes.getByText("“DOOR Iron” can't be a CatID")).toBeVisible();
  await dialogue.getByRole('button', { name: 'Use UCS 8.3' }).press('Enter');

  // Back where it came from, which shows the new list; nothing is left but to leave.
  await expect(settings.getByText('UCS 8.3, imported')).toBeVisible();
  await expect(settings.getByText('753 in 83 categories; 1 former name understood, too')).toBeVisible();
  await window.keyboard.press('Escape');
  await expect(window.getByText('UCS 8.3 is in force. 1 sound labelled as it says.')).toBeVisible();
  await chooseSound(window, 'perc_bell');
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('retrorocket');
  await expect(window.getByRole('option', { name: /SPACThru/u })).toBeVisible();
  await window.keyboard.press('Escape');

  await window.locator('#sounds').focus();
  await window.keyboard.press('z');
  await expect(window.getByText('Undone: Use the UCS list 8.3')).toBeVisible();
  await window.keyboard.press('Shift+G');
  await expect(settings.getByText('UCS 8.2.1, as Sonotheque comes with it')).toBeVisible();
});

test('what was exported changes nothing when it comes back; a dropped sheet is known for what it is; Esc steps back', async ({
  window,
}) => {
  test.slow();
  await indexStarterSounds(window);
  const download = window.waitForEvent('download');
  await window.keyboard.press('Shift+A');
  const exported = await download;
  expect(exported.suggestedFilename()).toBe('UCS 8.2.1.csv');
  const written = fs.readFileSync(await exported.path(), 'utf8');
  expect(written.split('\r\n')).toHaveLength(755);

  const drop = async (name: string, text: string): Promise<void> => {
    const data = await window.evaluateHandle(
      ([file, content]) => {
        const carried = new DataTransfer();
        carried.items.add(new File([content], file, { type: 'text/csv' }));
        return carried;
      },
      [name, text] as const,
    );
    await window.dispatchEvent('body', 'drop', { dataTransfer: data });
  };
  // Dropped on the table, where a list of labels might be meant.
  await drop('UCS 8.2.1.csv', written);
  const dialogue = window.getByRole('dialog', { name: 'Use another UCS list' });
  await expect(dialogue.getByRole('status')).toHaveText('Nothing would change: this is UCS 8.2.1 as it is in force.');
  await expect(dialogue.getByRole('button', { name: 'Use UCS 8.2.1' })).toBeDisabled();
  await dialogue.getByRole('textbox', { name: 'UCS 8.2.1.csv is version' }).fill('9');
  await window.keyboard.press('Enter');
  await expect(dialogue.getByRole('status')).toContainText(
    '→ UCS 9 (753 CatIDs in 82 categories). No label is touched.',
  );
  await drop('labels.csv', 'path,category\na.wav,DOORS\n');
  await expect(dialogue.getByRole('status')).toHaveText(
    /“labels\.csv” is no UCS list: .* Choose the official workbook/u,
  );
  await drop('UCS.xlsx', 'PK\u0003\u0004 and no more');
  await expect(dialogue.getByRole('status')).toHaveText(/“UCS\.xlsx” is a damaged workbook: .* save it anew\./u);
  await window.keyboard.press('Escape');
  await expect(dialogue).toBeHidden();

  // Planned here, while another window uses it already: it is planned anew and shown.
  const other = await window.context().newPage();
  await other.goto(window.url());
  await expect(other.getByLabel('Sounds found')).toHaveText('14 of 14');
  await drop('UCS 9.csv', `${written}SPACECRAFT,THRUSTER,SPACThru,SPAC,\r\n`);
  await expect(dialogue.getByRole('button', { name: '1 new' })).toBeVisible();
  await other.keyboard.press('Shift+O');
  await other.locator('input[type=file]').setInputFiles({
    name: 'UCS 8.9.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(written.replace('DOORWood', 'DOORTimb')),
  });
  await other.getByRole('button', { name: 'Use UCS 8.9' }).press('Enter');
  await expect(other.getByText('UCS 8.9 is in force.')).toBeVisible();
  await dialogue.getByRole('button', { name: 'Use UCS 9' }).press('Enter');
  await expect(dialogue.getByRole('status')).toHaveText(
    'Another UCS list came into force since this was planned. Below is what it would do now.',
  );
  await expect(dialogue.getByRole('button', { name: '1 with another CatID' })).toBeVisible();
  await other.locator('#sounds').focus();
  await other.keyboard.press('z');
  await expect(other.getByText('Undone: Use the UCS list 8.9')).toBeVisible();
  await other.close();
  await window.keyboard.press('Escape');

  // Another list, and back to the one that the product comes with.
  await drop('UCS 9.csv', `${written}SPACECRAFT,THRUSTER,SPACThru,SPAC,\r\n`);
  await dialogue.getByRole('button', { name: 'Use UCS 9' }).press('Enter');
  await expect(window.getByText('UCS 9 is in force.')).toBeVisible();
  await window.keyboard.press('Shift+G');
  const settings = window.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('button', { name: 'Go back to UCS 8.2.1…' }).press('Enter');
  const back = window.getByRole('dialog', { name: 'Go back to the UCS list of Sonotheque' });
  await expect(back.getByRole('status')).toContainText('UCS 9 (754 CatIDs in 83 categories) → UCS 8.2.1');
  await window.keyboard.press('Escape');
  await expect(settings.getByText('UCS 9, imported')).toBeVisible();
  await settings.getByRole('button', { name: 'Go back to UCS 8.2.1…' }).press('Enter');
  await back.getByRole('button', { name: 'Use UCS 8.2.1' }).press('Enter');
  await expect(settings.getByText('UCS 8.2.1, as Sonotheque comes with it')).toBeVisible();
});
