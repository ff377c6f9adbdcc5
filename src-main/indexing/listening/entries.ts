import { fileURLToPath } from 'node:url';

/** The pipe between engine and child, after standard input, output and error. */
export const CHANNEL_FD = 3;

export type EntryName = 'decode-child' | 'encode-child' | 'child-watchdog';

/** An entry of this folder: the TypeScript source when run from source, its bundle beside ours when built. */
export function listeningEntry(name: EntryName): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? `./${name}.ts` : `./${name}.mjs`, import.meta.url));
}
