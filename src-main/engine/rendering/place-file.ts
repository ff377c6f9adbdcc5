import { randomUUID } from 'node:crypto';
import { constants, copyFile, rename, stat, unlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { describeFailure } from '../../indexing/index.ts';
import type { PlaybackDecoders } from '../../playback/index.ts';
import { releaseName, reserveName } from './free-name.ts';
import type { RenderPlan } from './plan-render.ts';

/** Nothing larger is made by a single command. */
export const MOST_RENDERED_BYTES = 4_000_000_000;

export type Placing = {
  readonly source: Uint8Array;
  readonly plan: RenderPlan;
  /** Absolute. */
  readonly folder: string;
  /** With its extension. */
  readonly name: string;
  readonly mostBytes?: number;
  readonly onMoving?: (done: number) => void;
  readonly signal?: AbortSignal;
};

/**
 * Puts a sound, or the part of it that a plan describes, into a folder under a free name: a copy byte by byte where
 * nothing is changed. What isn't finished is never seen under its name.
 * @throws SonothequeError what decoding and the system have against it
 */
export async function placeFile(decoders: PlaybackDecoders, placing: Placing): Promise<string> {
  const { plan, folder, name, signal } = placing;
  await demandFolder(folder);
  const unfinished = path.join(folder, `.${randomUUID()}.part`);
  let reserved: string | null = null;
  try {
    if (plan.command) {
      const mostBytes = placing.mostBytes ?? MOST_RENDERED_BYTES;
      await decoders.render({ ...plan.command, output: unfinished, mostBytes }, placing.onMoving, signal);
    } else {
      await copyWithTimes(Buffer.from(placing.source), unfinished);
    }
    reserved = await reserveName(folder, name);
    await rename(unfinished, reserved);
    return reserved;
  } catch (error) {
    if (reserved !== null) await releaseName(reserved);
    await unlink(unfinished).catch(() => {});
    throw error instanceof SonothequeError ? error : new SonothequeError(describeFailure(error), { cause: error });
  }
}

/** Time of change kept: programs sort by it. */
async function copyWithTimes(source: Buffer, to: string): Promise<void> {
  const facts = await stat(source);
  // A pipe that took the file's place would never end.
  if (!facts.isFile()) throw new SonothequeError(describeFailure(Object.assign(new Error(), { code: 'EISDIR' })));
  await copyFile(source, to, constants.COPYFILE_EXCL);
  await utimes(to, facts.atime, facts.mtime);
}

async function demandFolder(folder: string): Promise<void> {
  const facts = path.isAbsolute(folder) ? await stat(folder).catch(() => null) : null;
  if (facts?.isDirectory()) return;
  throw new SonothequeError({
    code: facts ? 'not-a-folder' : 'folder-not-found',
    message: facts ? `“${folder}” is a file, not a folder.` : `There is no folder “${folder}”, or it can't be reached.`,
    nextStep: 'Choose a folder that exists.',
  });
}
