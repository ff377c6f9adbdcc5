import type { EngineParts } from '../engine-parts.ts';
import { readSettings, resetSettings, writeSettings } from '../settings.ts';
import { procedures } from './procedures.ts';

export const settings = procedures.settings.router({
  get: procedures.settings.get.handler(({ context: { parts } }) => readSettings(parts.catalogue)),
  set: procedures.settings.set.handler(async ({ input, context: { parts } }) => {
    await writeSettings(parts.catalogue, input as Parameters<typeof writeSettings>[1]);
    return told(parts);
  }),
  reset: procedures.settings.reset.handler(async ({ input, context: { parts } }) => {
    await resetSettings(parts.catalogue, input.names);
    return told(parts);
  }),
  watch: procedures.settings.watch.handler(async function* ({ context: { parts }, signal }) {
    while (!signal?.aborted) {
      const { version } = parts.settingsChanges;
      yield await readSettings(parts.catalogue);
      await parts.settingsChanges.changedSince(version, signal);
    }
  }),
});

/** The history is that of the author who is set. */
function told({ catalogue, commands, settingsChanges }: EngineParts): ReturnType<typeof readSettings> {
  settingsChanges.notify();
  commands.changes.notify();
  return readSettings(catalogue);
}
