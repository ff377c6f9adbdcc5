import { asIndexJob } from '../../../src-shared/jobs/index.ts';
import { starterFolder } from '../assets.ts';
import { folderState } from '../away-libraries.ts';
import { librariesOf } from '../libraries.ts';
import { procedures } from './procedures.ts';

export const libraries = procedures.libraries.router({
  list: procedures.libraries.list.handler(async ({ context: { parts } }) => {
    const counts = await parts.catalogue.libraryCounts();
    return Promise.all(
      (await parts.catalogue.libraries()).map(async (library) => ({
        id: library.id,
        name: library.name,
        path: library.root.display,
        ...(counts.get(library.id) ?? { sounds: 0, failed: 0, missing: 0 }),
        connected: (await folderState(library)) === 'there',
        watching: parts.watcher.stateOf(library.id),
        lastIndexedAt: library.lastScanAt,
      })),
    );
  }),
  starter: procedures.libraries.starter.handler(() => ({ path: starterFolder() })),
  index: procedures.libraries.index.handler(async ({ input: { folders, priority }, context: { parts } }) => {
    // Says at once what is wrong with a folder, and shows new libraries before their turn comes.
    await librariesOf(parts.catalogue, folders);
    return asIndexJob(await parts.jobs.start('index', { folders }, priority));
  }),
  lookAgain: procedures.libraries.lookAgain.handler(async ({ context: { parts } }) => ({
    libraries: await parts.watcher.lookAgain(),
  })),
  remove: procedures.libraries.remove.handler(async ({ input: { id }, context: { parts } }) => {
    const library = (await parts.catalogue.libraries()).find((known) => known.id === id);
    if (!library) return { sounds: 0 };
    await parts.jobs.cancelThoseOver(library.root.display);
    const counts = await parts.catalogue.libraryCounts();
    await parts.catalogue.removeLibrary(id);
    return { sounds: counts.get(id)?.sounds ?? 0 };
  }),
});
