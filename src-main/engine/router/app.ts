import { describeRepair } from '../../catalogue/index.ts';
import { writeDoctorBundle } from '../doctor/bundle.ts';
import { examine } from '../doctor/examine.ts';
import { encoderInUse } from '../encoder-in-use.ts';
import { readLicences } from '../licences.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import { procedures } from './procedures.ts';

export const app = procedures.app.router({
  facts: procedures.app.facts.handler(({ context: { parts } }) => ({
    version: PRODUCT_VERSION,
    processId: process.pid,
    catalogue: parts.catalogue.path,
    readOnly: parts.catalogue.readOnly,
    repairs: parts.catalogue.repairs.map(describeRepair),
  })),
  encoder: procedures.app.encoder.handler(({ context: { parts } }) => encoderInUse(parts.catalogue, parts.listener)),
  examine: procedures.app.examine.handler(async function* ({ signal }) {
    yield* examine(signal);
  }),
  licences: procedures.app.licences.handler(() => readLicences()),
  cache: procedures.app.cache.handler(({ context: { parts } }) => parts.renders.facts()),
  clearCache: procedures.app.clearCache.handler(async ({ context: { parts } }) => {
    await parts.renders.clear();
    return parts.renders.facts();
  }),
  writeBundle: procedures.app.writeBundle.handler(({ input: { file, withPaths }, context: { parts } }) =>
    writeDoctorBundle(parts, file, withPaths),
  ),
});
