export * from './configuration.ts';
export * from './loss-names.ts';
export type * from './progress.ts';
