import path from 'node:path';
import { z } from 'zod';
import type { Catalogue } from '../../catalogue/index.ts';
import { readShippedModel } from '../../encoder/index.ts';
import type { Listener, NameReading } from '../../indexing/index.ts';
import { noteEncoder } from '../encoder-in-use.ts';
import { indexFolders } from '../index-folders.ts';
import type { Head } from '../learner/learner-protocol.ts';
import type { ModelInUse } from '../model-versions/model-in-use.ts';
import type { JobKind } from './job-kind.ts';

/** What an index job was asked: absolute folders. */
const indexRequest = z.object({ folders: z.array(z.string()) });

/** What indexing works with: the model version that is active when a job begins or goes on. */
export type IndexParts = {
  readonly catalogue: Catalogue;
  readonly model: () => Promise<ModelInUse>;
  readonly listenerOf: (model: ModelInUse) => Listener;
  /** What suggestions of a version are made by now; `null`: without a head. */
  readonly headOf: (model: ModelInUse) => Head | null;
  readonly names: NameReading | null;
  /** Sounds were listened to by a version that may not be the active one any more. */
  readonly onListened: (model: ModelInUse) => Promise<void>;
};

/** Listens to folders of sounds. */
export function indexJob({ catalogue, model: modelNow, listenerOf, headOf, names, onListened }: IndexParts): JobKind {
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
          const model = await modelNow();
          if (model.assetsFolder === null) await catalogue.registerModelVersion(readShippedModel());
          const listener = listenerOf(model);
          const report = await indexFolders(catalogue, listener, model, folders, run, () => headOf(model), names);
          const { description } = listener;
          if (description) await noteEncoder(catalogue, description);
          await onListened(model);
          return report;
        },
      };
    },
  };
}
