/** Labels out of a list: what it would do is shown first, one command does it, and one undo takes it back. */
import fs from 'node:fs';
import { expect, expectAccessible, indexStarterSounds, test } from './fixtures.ts';

const list = {
  name: 'field notes.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      'File;Category;CatID;Author;Remark',
      'perc_bell.flac;BELLS;;Ada;',
      'dog_bark.mp3;;ANMLDog;Ada;loud',
      'cat_meow.mp3;DOORS;;;',
      'cow_moo.mp3;ANIMALS;;;',
      'cow_moo.mp3;WATER;;;',
      'sheep_bleat.mp3;;SHEEEP;;',
      'gone.wav;WATER;;;',
    ].join('\r\n'),
  ),
};

test('labels come from a list by a plan, and go into one', async ({ window }) => {
  test.slow();
  await indexStarterSounds(window);
  await window.getByRole('row', { name: /cat_meow/u }).click();
  await window.keyboard.press('c');
  await window.getByRole('combobox', { name: 'Categories' }).fill('ANMLCat');
  await window.keyboard.press('Enter');

  await window.keyboard.press('Shift+J');
  const dialogue = window.getByRole('dialog', { name: 'Import labels' });
  const chooser = window.waitForEvent('filechooser');
  await dialogue.getByRole('button', { name: 'Choose a list' }).click();
  await (await chooser).setFiles(list);
  await expect(dialogue.getByText('7 lines in field notes.csv (UTF-8, by semicolon).')).toBeVisible();
  await expect(dialogue.getByRole('button', { name: '2 will be labelled' })).toBeVisible();
  const lines = dialogue.getByRole('region', { name: 'Lines' });
  await expect(lines.getByRole('listitem')).toHaveCount(7);
  for (const colorScheme of ['light', 'dark'] as const) {
    await window.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await expectAccessible(window);
  }
  await dialogue.getByRole('button', { name: /contradicting/u }).click();
  await expect(lines.getByRole('listitem')).toHaveCount(2);
  await expect(lines.getByText('Line 6 says WATER of the same sound; neither is taken.')).toBeVisible();
  await dialogue.getByRole('button', { name: /contradicting/u }).click();
  await dialogue.getByRole('textbox', { name: 'Find in the lines' }).fill('meow');
  await expect(lines.getByRole('listitem')).toHaveCount(1);
  await expect(lines.getByText(/said ANIMALS|That stays/u)).toBeVisible();

  await dialogue.getByRole('button', { name: 'Label 2 sounds' }).click();
  await expect(dialogue).toBeHidden();
  await expect(window.getByText('Labelled 2 sounds from field notes.csv.')).toBeVisible();
  await window.locator('#sounds').focus();
  const download = window.waitForEvent('download');
  await window.keyboard.press('Shift+X');
  const written = fs.readFileSync(await (await download).path(), 'utf8');
  expect(written.split('\r\n')[0]).toContain('path,library,start_seconds');
  expect(written).toMatch(/dog_bark\.mp3,[^\n]*ANIMALS,DOG,ANMLDog,import,Ada/u);

  await window.locator('#sounds').focus();
  await window.keyboard.press('z');
  await expect(window.getByText(/^Undone: Import labels of 2 sounds/u)).toBeVisible();
});
