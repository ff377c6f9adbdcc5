import {
  defaultSettings,
  type SettingName,
  type Settings,
  settingSchemas,
} from '../../src-shared/contract/settings.ts';
import type { Catalogue } from '../catalogue/index.ts';

/** The catalogue keeps other things under names, too. */
const storedName = (name: string): string => `app.${name}`;

/** All settings; one that isn't set, or has a form of another version, is as the product comes. */
export async function readSettings(catalogue: Catalogue): Promise<Settings> {
  const stored = await catalogue.settings();
  const chosen = Object.entries(settingSchemas).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[storedName(name)]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return { ...defaultSettings, ...Object.fromEntries(chosen) };
}

/** Sets those that are given. */
export async function writeSettings(catalogue: Catalogue, changes: Partial<Settings>): Promise<void> {
  for (const [name, value] of Object.entries(changes)) {
    if (value !== undefined) await catalogue.setSetting(storedName(name), value);
  }
}

/** Makes settings as the product comes. */
export async function resetSettings(catalogue: Catalogue, names: readonly SettingName[]): Promise<void> {
  for (const name of names) await catalogue.setSetting(storedName(name), null);
}
