import { Worker } from 'node:worker_threads';
import { SonothequeError } from '../../../../src-shared/contract/failures.ts';
import type { WorkbookSheet } from './read-workbook.ts';
import type { WorkbookFaultKind } from './workbook-fault.ts';
import type { WorkbookAnswer } from './workbook-thread.ts';

const entry = import.meta.url.endsWith('.ts')
  ? new URL('./workbook-thread.ts', import.meta.url)
  : new URL('./workbook-thread.mjs', import.meta.url);

/** A million rows take a quarter of it. */
const LONGEST_MILLISECONDS = 60_000;
const MOST_MEMORY_MEGABYTES = 1_024;

/** Begins like a zip file, as an .xlsx workbook does. */
export const isZip = (bytes: Uint8Array): boolean => beginsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
/** An older .xls workbook, or one that is locked by a password. */
export const isOldWorkbook = (bytes: Uint8Array): boolean => beginsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);

/**
 * Reads the sheets of a workbook, in a thread of its own.
 *
 * @param name as failures call it
 * @throws SonothequeError `workbook-damaged`, `workbook-unknown`, `workbook-too-large`
 */
export async function openWorkbook(
  bytes: Uint8Array,
  name: string,
  longestMilliseconds = LONGEST_MILLISECONDS,
): Promise<readonly WorkbookSheet[]> {
  const { promise, resolve } = Promise.withResolvers<WorkbookAnswer>();
  const worker = new Worker(entry, {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MEGABYTES },
  });
  worker.once('message', resolve);
  // Only its memory comes to an end before it answers.
  worker.once('error', () => resolve({ fault: 'too-large' }));
  const timer = setTimeout(() => resolve({ fault: 'too-large' }), longestMilliseconds);
  const answer = await promise;
  clearTimeout(timer);
  // It is plain JavaScript and holds nothing native.
  await worker.terminate();
  if ('fault' in answer) throw failureOf(answer.fault, name);
  return answer.sheets;
}

const failureOf = (fault: WorkbookFaultKind, name: string): SonothequeError =>
  new SonothequeError(
    fault === 'too-large'
      ? {
          code: 'workbook-too-large',
          message: `“${name}” is too large to be read as a workbook.`,
          nextStep: 'Save its sheet from a spreadsheet program as “CSV UTF-8”.',
        }
      : fault === 'damaged'
        ? {
            code: 'workbook-damaged',
            message: `“${name}” is a damaged workbook: a part of it is cut off or can’t be read.`,
            nextStep: 'Get it again, or open it in a spreadsheet program and save it anew.',
          }
        : {
            code: 'workbook-unknown',
            message: `“${name}” is a zip file, and no .xlsx workbook.`,
            nextStep: 'Choose an .xlsx workbook, or save the sheet as “CSV UTF-8”.',
          },
  );

/** What can't be read at all: said without a look into it. */
export const oldWorkbook = (name: string): SonothequeError =>
  new SonothequeError({
    code: 'workbook-old',
    message: `“${name}” is an old workbook (.xls), or one with a password.`,
    nextStep: 'Open it in a spreadsheet program and save it as .xlsx without a password, or as “CSV UTF-8”.',
  });

const beginsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, place) => bytes[place] === byte);
