import { fileURLToPath } from 'node:url';

/** The pipe between engine and child, after standard input, output and error. */
export const CHANNEL_FD = 3;

/**
 * A process entry that lies beside the caller: its TypeScript source when run from source, its bundle beside ours when
 * built.
 * @param callerUrl the caller's `import.meta.url`
 */
export function entryBeside(callerUrl: string, name: string): string {
  const fromSource = callerUrl.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? `./${name}.ts` : `./${name}.mjs`, callerUrl));
}
