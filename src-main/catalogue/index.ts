export { openCatalogue } from './open-catalogue.ts';
export * from './types.ts';
