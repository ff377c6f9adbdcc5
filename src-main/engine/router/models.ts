import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { procedures } from './procedures.ts';

export const models = procedures.models.router({
  list: procedures.models.list.handler(({ context: { parts } }) => parts.versions.list()),
  watch: procedures.models.watch.handler(async function* ({ context: { parts }, signal }) {
    yield* parts.versions.watch(signal);
  }),
  activate: procedures.models.activate.handler(({ input, context: { parts } }) =>
    parts.versions.activate(input.id as ModelVersionId),
  ),
  rollback: procedures.models.rollback.handler(({ context: { parts } }) => parts.versions.rollback()),
  rename: procedures.models.rename.handler(async ({ input, context: { parts } }) => {
    await parts.versions.rename(input.id as ModelVersionId, input.name);
    return parts.versions.list();
  }),
  remove: procedures.models.remove.handler(async ({ input, context: { parts } }) => {
    await parts.versions.remove(input.id as ModelVersionId);
    return parts.versions.list();
  }),
  export: procedures.models.export.handler(({ input, context: { parts } }) =>
    parts.versions.export(input.id as ModelVersionId, input.file, input.overwrite),
  ),
  import: procedures.models.import.handler(({ input, context: { parts }, signal }) =>
    parts.versions.import(input.file, signal),
  ),
});
