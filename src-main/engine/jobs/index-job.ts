import path from 'node:path';
import { z } from 'zod';
import type { Catalogue } from '../../catalogue/index.ts';
import { readShippedModel } from '../../encoder/index.ts';
import type { Listener, NameReading } from '../../indexing/index.ts';
import { noteEncoder } from '../encoder-in-use.ts';
import { indexFolders } from '../index-folders.ts';
import type { Head } from '../learner/learner-protocol.ts';
import type { JobKind } from './job-kind.ts';

/** What an index job was asked: absolute folders. */
const indexRequest = z.object({ folders: z.array(z.string()) });

/**
 * Listens to folders of sounds.
 * @param headNow what suggestions are made by now; `null`: without a head
 */
export function indexJob(
  catalogue: Catalogue,
  listener: Listener,
  headNow: () => Head | null,
  names: NameReading | null,
): JobKind {
  return {
    name: 'index',
    lanes: ['disk', 'decode', 'encode'],
    work: (request) => {
      const { folders } = indexRequest.parse(request);
      const [first = ''] = folders;
      return {
        title: folders.length === 1 ? `Index ${path.basename(first) || first}` : `Index ${folders.length} folders`,
        key: folders.toSorted().join('\0'),
        folders,
        subject: null,
        run: async (run) => {
          const model = readShippedModel();
          await catalogue.registerModelVersion(model);
          const report = await indexFolders(catalogue, listener, model.id, folders, run, headNow, names);
          const { description } = listener;
          if (description) await noteEncoder(catalogue, description);
          return report;
        },
      };
    },
  };
}
