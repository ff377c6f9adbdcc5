import { fileURLToPath } from 'node:url';

/** The built window: beside the bundle, or where the build puts it. */
export const rendererFolder = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? '../../../dist/renderer' : './renderer', import.meta.url),
);
