import path from 'node:path';
import type { Catalogue } from '../../catalogue/index.ts';
import { readShippedModel } from '../../encoder/index.ts';
import type { Listener, NameReading } from '../../indexing/index.ts';
import { noteEncoder } from '../encoder-in-use.ts';
import { indexFolders } from '../index-folders.ts';
import type { Head } from '../learner/learner-protocol.ts';
import type { IndexRequest, JobKind } from './job-kind.ts';

/**
 * Listens to folders of sounds.
 * @param headNow what suggestions are made by now; `null`: without a head
 */
export function indexJob(
  catalogue: Catalogue,
  listener: Listener,
  headNow: () => Head | null,
  names: NameReading | null,
): JobKind<IndexRequest> {
  return {
    lanes: ['disk', 'decode', 'encode'],
    title: ({ folders }) => {
      const [first = ''] = folders;
      return folders.length === 1 ? `Index ${path.basename(first) || first}` : `Index ${folders.length} folders`;
    },
    run: async ({ folders }, run) => {
      const model = readShippedModel();
      await catalogue.registerModelVersion(model);
      const report = await indexFolders(catalogue, listener, model.id, folders, run, headNow, names);
      const { description } = listener;
      if (description) await noteEncoder(catalogue, description);
      return report;
    },
  };
}
