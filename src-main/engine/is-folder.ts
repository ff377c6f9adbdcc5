import { stat } from 'node:fs/promises';

/** Whether there is a folder at a place, or a link to one. */
export async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch {
    return false;
  }
}
