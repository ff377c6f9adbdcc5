import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import { type SettingName, type Settings, settingSchemas } from '../../../../src-shared/contract/settings.ts';
import { type CommandContext, EXIT, withCatalogue } from '../context.ts';
import { newTable, trimLines } from '../output/sounds.ts';
import { printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

export const addSettingsCommand: AddCommand = (program, run) => {
  const settings = program
    .command('settings')
    .description('see and change settings')
    .addHelpText(
      'after',
      `
Examples:
  $ sonotheque settings list
  $ sonotheque settings set authorName "Mira"
  $ sonotheque settings set watchFolders false
  $ sonotheque settings reset theme`,
    );
  settings
    .command('list')
    .description('all of them')
    .action((_options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: true }, async (client) => show(context, await client.settings.get())),
      ),
    );
  settings
    .command('set')
    .description('change one')
    .argument('<name>', 'which one')
    .argument('<value>', 'as `settings list` writes it')
    .action((name: string, value: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) =>
          show(context, await client.settings.set(parseSetting(name, value)), [known(name)]),
        ),
      ),
    );
  settings
    .command('reset')
    .description('make one what it was at first')
    .argument('<name>', 'which one')
    .action((name: string, _options, command) =>
      run(command, (context) =>
        withCatalogue(context, { readOnly: false }, async (client) =>
          show(context, await client.settings.reset({ names: [known(name)] }), [known(name)]),
        ),
      ),
    );
  return settings;
};

function show(context: CommandContext, settings: Settings, names = Object.keys(settings) as SettingName[]): number {
  if (context.json) context.print(Object.fromEntries(names.map((name) => [name, settings[name]])));
  else {
    const table = newTable(['setting', 'value']);
    for (const name of names) {
      const value: unknown = settings[name];
      table.push([name, printable(typeof value === 'string' ? value : JSON.stringify(value))]);
    }
    context.print(trimLines(table.toString()));
  }
  return EXIT.done;
}

/** @throws SonothequeError `setting-unknown` */
function known(name: string): SettingName {
  const found = Object.keys(settingSchemas).find((one) => one.toLowerCase() === name.toLowerCase());
  if (found) return found as SettingName;
  throw new SonothequeError({
    code: 'setting-unknown',
    message: `There is no setting “${name}”.`,
    nextStep: `Those there are: ${Object.keys(settingSchemas).join(', ')}.`,
  });
}

/** @throws SonothequeError `setting-unknown`, `setting-invalid` */
function parseSetting(name: string, text: string): Partial<Settings> {
  const setting = known(name);
  // Text needs no quotes: `dark` as well as `"dark"`.
  for (const value of [text, asJson(text)]) {
    const parsed = settingSchemas[setting].safeParse(value);
    if (parsed.success) return { [setting]: parsed.data };
  }
  throw new SonothequeError({
    code: 'setting-invalid',
    message: `“${text}” is no value for ${setting}.`,
    nextStep: '`sonotheque settings list` shows how values are written.',
  });
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
