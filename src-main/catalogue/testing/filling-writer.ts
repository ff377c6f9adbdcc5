import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { openCatalogue } from '../index.ts';
import { listened, modelVersion, pathName, payload } from './fixtures.ts';

// A process that stores until the disk takes no more, closes, and says why it stopped and how many sounds are safe.

const catalogue = await openCatalogue(process.argv[2] ?? '');
const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
let stored = 0;
let code: string | undefined;
while (code === undefined) {
  const batch = Array.from({ length: 50 }, (_, i) =>
    listened(library, `${stored + i}.wav`, payload(stored + i + 1), { peaks: new Uint8Array(4000) }),
  );
  try {
    stored += (await catalogue.storeListened(batch)).length;
  } catch (error) {
    code = error instanceof SonothequeError ? error.failure.code : String(error);
  }
}
await catalogue.close();
console.log(JSON.stringify({ stored, code }));
