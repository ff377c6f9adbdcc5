/** All that a run needs to go on with the same result: tensors by name, and the rest as JSON. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { describeFailure } from '../../children/index.ts';
import { type FloatTensor, readSafetensors, writeSafetensors } from '../../encoder/index.ts';
import { RUN_FILES } from '../run-folder/index.ts';
import { type CheckpointState, checkpointState } from './state.ts';
import { type FileWriter, writeAtomically } from './write-atomically.ts';

export type Checkpoint = { readonly tensors: ReadonlyMap<string, FloatTensor>; readonly state: CheckpointState };

/** @throws SonothequeError where it can't be written; the one before is still there. */
export function writeCheckpoint(folder: string, { tensors, state }: Checkpoint, writer?: FileWriter): void {
  const bytes = writeSafetensors({ tensors, metadata: { state: JSON.stringify(state) } });
  try {
    writeAtomically(join(folder, RUN_FILES.checkpoint), bytes, {
      before: join(folder, RUN_FILES.checkpointBefore),
      ...(writer ? { writer } : {}),
    });
  } catch (error) {
    const failure = describeFailure(error);
    throw new SonothequeError(
      {
        code: failure.code,
        message: `The state of the training could not be kept: ${failure.message}`,
        nextStep: `${failure.nextStep ?? 'Try again.'} The run goes on from the checkpoint before.`,
      },
      { cause: error },
    );
  }
}

/** The last whole checkpoint of a run; `null` where it has none. */
export function readCheckpoint(folder: string): Checkpoint | null {
  for (const name of [RUN_FILES.checkpoint, RUN_FILES.checkpointBefore]) {
    const file = join(folder, name);
    if (!existsSync(file)) continue;
    try {
      const { tensors, metadata } = readSafetensors(readFileSync(file));
      return { tensors, state: checkpointState.parse(JSON.parse(metadata.state ?? 'null')) };
    } catch {
      // Damaged by something else than us: the one before may do.
    }
  }
  return null;
}
