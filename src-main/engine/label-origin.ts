import os from 'node:os';
import type { Catalogue, LabelOrigin } from '../catalogue/index.ts';
import { readSettings } from './settings.ts';

/** Who decides, on which machine: the author that the settings name, else the system's user. */
export async function labelOrigin(catalogue: Catalogue): Promise<LabelOrigin> {
  const { authorName } = await readSettings(catalogue);
  return { author: authorName || os.userInfo().username, device: os.hostname() };
}
