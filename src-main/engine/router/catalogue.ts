import { rest } from '../../../src-shared/jobs/index.ts';
import { ENCODER_SETTING } from '../encoder-in-use.ts';
import { procedures } from './procedures.ts';

/** A window that is told more often does nothing but read. */
const WATCH_MILLISECONDS = 400;

export const catalogue = procedures.catalogue.router({
  status: procedures.catalogue.status.handler(async ({ context: { parts } }) => {
    const { path, sounds, frames, labels, libraries, activeModelVersion } = await parts.catalogue.status();
    const encoder = await parts.catalogue.getSetting(ENCODER_SETTING);
    return {
      catalogue: path,
      sounds,
      frames,
      labels,
      libraries: libraries.map(({ name, root }) => ({ name, path: root.display })),
      modelVersion: activeModelVersion,
      encoder: typeof encoder === 'string' ? encoder : null,
    };
  }),
  watch: procedures.catalogue.watch.handler(async function* ({ context: { parts }, signal }) {
    while (!signal?.aborted) {
      const revision = parts.changes.version;
      yield { revision };
      await parts.changes.changedSince(revision, signal);
      await rest(WATCH_MILLISECONDS, signal);
    }
  }),
  backups: procedures.catalogue.backups.handler(({ context: { parts } }) => parts.catalogue.backups()),
  backUp: procedures.catalogue.backUp.handler(({ context: { parts } }) => parts.catalogue.backup()),
  restore: procedures.catalogue.restore.handler(async ({ input, context: { parts } }) => ({
    setAside: await parts.restore(input.file),
  })),
});
