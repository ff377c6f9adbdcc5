/** An imported file becomes the folder of a model version. Runs in the builder's process. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  haveSameLayers,
  locateModels,
  readBaseModel,
  readShippedModel,
  rebuildVersion,
  writeSafetensors,
} from '../../encoder/index.ts';
import { readStarter } from '../../suggestions/index.ts';
import type { RebuildTask } from './builder-tasks.ts';
import type { VersionDescription } from './version-description.ts';
import { readVersionFile } from './version-file.ts';
import { checksumOf, SUGGESTION_HEAD_FILE, writeDescription } from './version-folders.ts';

/** @throws SonothequeError as `readVersionFile`; `bad-weights`, `bad-parity` */
export async function rebuildFromFile(task: RebuildTask): Promise<VersionDescription> {
  const {
    description: said,
    weights,
    suggestionHead,
    calibration,
    checkBlocks,
  } = readVersionFile(readFileSync(task.file));
  const built = await rebuildVersion(said.architecture, weights, calibration, checkBlocks);
  const files = new Map(built.files);
  if (suggestionHead !== null) {
    const bytes = writeSafetensors({
      ...suggestionHead,
      metadata: { ...suggestionHead.metadata, modelVersion: said.id },
    });
    const place = path.join(task.target, SUGGESTION_HEAD_FILE);
    writeFileSync(place, bytes);
    // Refuses what no head is.
    readStarter(place);
    files.set(SUGGESTION_HEAD_FILE, bytes);
  }
  for (const [name, contents] of files) writeFileSync(path.join(task.target, name), contents);
  const shipped = readBaseModel(locateModels());
  const follows = said.base === readShippedModel().id && haveSameLayers(shipped.weights.tensors, weights.tensors);
  const description: VersionDescription = {
    ...said,
    base: follows ? said.base : null,
    lineage: { ...said.lineage, madeFrom: 'file' },
    parity: built.parity,
    // Other sounds than those that taught it are not there to teach it again.
    suggestionHead: suggestionHead === null ? null : 'catalogue',
    checksums: Object.fromEntries([...files].map(([name, contents]) => [name, checksumOf(contents)])),
  };
  await writeDescription(task.target, description);
  return description;
}
