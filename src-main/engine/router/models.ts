import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import type { EngineParts } from '../engine-parts.ts';
import { procedures } from './procedures.ts';

async function listVersions({ catalogue }: Pick<EngineParts, 'catalogue'>): Promise<readonly ModelVersionRecord[]> {
  const versions = await catalogue.modelVersions();
  return Promise.all(
    versions.map(async ({ id, name, active, createdAt }): Promise<ModelVersionRecord> => {
      const { sounds, covered, frames } = await catalogue.coverage(id);
      return {
        id,
        name,
        active,
        createdAt,
        soundsCovered: covered,
        soundsTotal: sounds,
        isShipped: true,
        isPrevious: false,
        width: 64,
        hasAdapter: false,
        embeddingSize: 512,
        lineage: {
          parents: [],
          madeFrom: 'shipped',
          trains: null,
          datasets: [],
          datasetsFingerprint: null,
          configuration: null,
          outcome: null,
          productVersion: null,
          licences: [],
        },
        parity: null,
        hasSuggestionHead: true,
        disk: { files: 0, vectors: frames * 516 },
        problem: null,
      };
    }),
  );
}

function notYet(): never {
  throw new SonothequeError({ code: 'not-yet', message: 'Model versions are not there yet.', nextStep: null });
}

export const models = procedures.models.router({
  list: procedures.models.list.handler(({ context }) => listVersions(context.parts)),
  watch: procedures.models.watch.handler(async function* ({ context }) {
    yield await listVersions(context.parts);
  }),
  activate: procedures.models.activate.handler(notYet),
  rollback: procedures.models.rollback.handler(notYet),
  rename: procedures.models.rename.handler(notYet),
  remove: procedures.models.remove.handler(notYet),
  export: procedures.models.export.handler(notYet),
  import: procedures.models.import.handler(notYet),
});
