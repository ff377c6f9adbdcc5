export { type RunDataset, type RunDatasets, type RunSound, runDatasets } from './run-datasets.ts';
export { bestFile, RUN_FILES } from './run-files.ts';
