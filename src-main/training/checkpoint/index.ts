export { type Checkpoint, readCheckpoint, writeCheckpoint } from './checkpoint.ts';
export type { CheckpointState } from './state.ts';
export { type FileWriter, systemWriter, writeAtomically } from './write-atomically.ts';
