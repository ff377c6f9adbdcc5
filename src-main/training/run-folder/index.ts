export { type RunDataset, type RunDatasets, type RunSound, runDatasets } from './run-datasets.ts';
export { RUN_FILES } from './run-files.ts';
