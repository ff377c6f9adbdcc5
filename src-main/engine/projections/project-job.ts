import { z } from 'zod';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { projectionMethods } from '../../../src-shared/contract/projections.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { type JobKind, workKind } from '../jobs/job-kind.ts';
import { makeProjection } from './make-projection.ts';

const projectRequest = z.object({ modelVersion: z.string(), method: z.enum(projectionMethods) });

const names = { 't-sne': 't-SNE', umap: 'UMAP' } as const;

/** Makes a map of all sounds. @param onMade it is kept */
export function projectJob(catalogue: Catalogue, onMade: () => void): JobKind {
  return workKind({
    name: 'project',
    lanes: ['calculate'],
    request: projectRequest,
    title: ({ method }) => `Map of all sounds (${names[method]})`,
    key: ({ modelVersion, method }) => `${modelVersion}\0${method}`,
    subject: ({ modelVersion }) => modelVersion,
    run: async ({ modelVersion, method }, run) => {
      const task = { modelVersion: modelVersion as ModelVersionId, method };
      const report = await makeProjection(catalogue, task, run);
      onMade();
      return report;
    },
  });
}
