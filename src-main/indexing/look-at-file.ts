import type { BigIntStats } from 'node:fs';
import { lstat, stat } from 'node:fs/promises';
import type { Failure } from '../../src-shared/contract/failures.ts';
import { notAFileFailure, unreachableFailure, vanishedFailure } from './file-failures.ts';

/** A file with the name of a sound. */
export type FoundFile = {
  readonly kind: 'file';
  /** Absolute. */
  readonly path: Buffer;
  /** Below the root, `/` between the parts. */
  readonly relativePath: Buffer;
  readonly sizeBytes: number;
  readonly modifiedNs: bigint;
  /** 0 where the file system has no numbers for files. */
  readonly inode: bigint;
  /** Why it must not be opened (a device, a dangling link…); `null` for an ordinary file. */
  readonly problem: Failure | null;
};

type Facts = Pick<BigIntStats, 'size' | 'mtimeNs' | 'ino'>;

const NO_FACTS: Facts = { size: 0n, mtimeNs: 0n, ino: 0n };

/** What lies at a path now, without opening it. One that is not there has the problem `vanished`. */
export async function lookAt({ path, relativePath }: Pick<FoundFile, 'path' | 'relativePath'>): Promise<FoundFile> {
  const found = ({ size, mtimeNs, ino }: Facts, problem: Failure | null): FoundFile => ({
    kind: 'file',
    path,
    relativePath,
    sizeBytes: Number(size),
    modifiedNs: mtimeNs,
    inode: ino,
    problem,
  });
  try {
    const facts = await stat(path, { bigint: true });
    return found(facts, facts.isFile() ? null : notAFileFailure(facts));
  } catch (error) {
    const link = await lstat(path, { bigint: true }).catch(() => null);
    if (link?.isSymbolicLink()) return found(link, unreachableFailure(error));
    const code = error instanceof Error && 'code' in error ? error.code : null;
    return found(link ?? NO_FACTS, code === 'ENOENT' ? vanishedFailure : unreachableFailure(error));
  }
}

/** Whether nothing shows that a file was written or replaced between two looks. */
export function isSameContent(before: FoundFile, after: FoundFile): boolean {
  return (
    before.sizeBytes === after.sizeBytes &&
    before.modifiedNs === after.modifiedNs &&
    before.inode === after.inode &&
    before.problem === null &&
    after.problem === null
  );
}
