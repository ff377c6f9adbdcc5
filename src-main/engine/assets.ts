import { fileURLToPath } from 'node:url';

/** The sounds that come along: beside the sources, or beside the bundle. */
export function starterFolder(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? '../../e2e/starter-sounds' : '../e2e/starter-sounds', import.meta.url));
}

/** The script that runs inside Reaper. */
export function reaperScript(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  const place = fromSource ? '../../scripts/reaper/sonotheque_insert.lua' : './sonotheque_insert.lua';
  return fileURLToPath(new URL(place, import.meta.url));
}
