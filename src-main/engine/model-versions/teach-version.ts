/** Teaches a version to suggest, once all sounds have vectors of it. Runs in the builder's process. */
import { writeFileSync } from 'node:fs';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import { openFrameCategories } from '../../encoder/index.ts';
import { poolSound } from '../../learning/index.ts';
import {
  distilStarter,
  readStarter,
  type SoundHeardTwice,
  type SoundToKnow,
  starterFile,
} from '../../suggestions/index.ts';
import type { TeachTask } from './builder-tasks.ts';
import { readKnown } from './known-sounds.ts';
import { storedSounds } from './pooled-sounds.ts';

const MOST_SOUNDS = 4_000;

/** @throws SonothequeError `nothing-to-teach-by` */
export async function teachVersion(task: TeachTask): Promise<void> {
  const { active, version } = task;
  const old = active.starterFile === null ? readStarter() : readStarter(active.starterFile);
  const known = readKnown(task.versionFolder);
  const before = openFrameCategories(active.assetsFolder ?? undefined);
  const after = openFrameCategories(task.versionFolder);
  const heard: SoundHeardTwice[] = [];
  const taught: SoundToKnow[] = [];
  const choice = { most: MOST_SOUNDS, first: known };
  for await (const { payloadHash, embeddings, levelsDb, others } of storedSounds(
    task.catalogue,
    active.id,
    version,
    choice,
  )) {
    if (others === null) continue;
    const one = {
      before: poolSound({ embeddings, levelsDb, frameCategories: before(embeddings) }),
      after: poolSound({ embeddings: others, levelsDb, frameCategories: after(others) }),
    };
    if (one.before === null || one.after === null) continue;
    heard.push({ before: one.before, after: one.after });
    const category = known.get(payloadHash);
    if (category !== undefined) taught.push({ after: one.after, category });
  }
  const starter = old && distilStarter(old, version as ModelVersionId, heard, taught);
  if (starter === null) throw nothingToTeachBy();
  writeFileSync(task.output, starterFile(starter, `distilled from ${active.id}`));
}

const nothingToTeachBy = (): SonothequeError =>
  new SonothequeError({
    code: 'nothing-to-teach-by',
    message: 'There are too few sounds to teach this version what to suggest.',
    nextStep: 'Index a folder of sounds first, then activate the version.',
  });
