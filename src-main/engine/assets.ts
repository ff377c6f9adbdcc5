import { fileURLToPath } from 'node:url';

/** The sounds that come along: beside the sources, or beside the bundle. */
export function starterFolder(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? '../../e2e/starter-sounds' : '../e2e/starter-sounds', import.meta.url));
}
