import { procedures } from './procedures.ts';

export const models = procedures.models.router({
  list: procedures.models.list.handler(async ({ context: { parts } }) => {
    const versions = await parts.catalogue.modelVersions();
    return Promise.all(
      versions.map(async ({ id, name, active, createdAt }) => {
        const { sounds, covered } = await parts.catalogue.coverage(id);
        return { id, name, active, createdAt, soundsCovered: covered, soundsTotal: sounds };
      }),
    );
  }),
});
