import type { JobFile } from '../../../src-shared/contract/jobs.ts';

/** Why a file failed and what to do, or what is odd about it. */
export const reasonOf = ({ failure, warnings }: JobFile): string =>
  failure === null ? warnings.join(' ') : [failure.message, failure.nextStep].filter(Boolean).join(' ');

/** Files whose path or reason holds every word. */
export function matching(files: readonly JobFile[], text: string): readonly JobFile[] {
  const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return files;
  return files.filter((file) => {
    const line = `${file.path} ${reasonOf(file)}`.toLowerCase();
    return words.every((word) => line.includes(word));
  });
}

/** A line a file, path and reason apart by a tab, for a table or a message. */
export const filesAsText = (files: readonly JobFile[]): string =>
  files.map((file) => `${file.path}\t${reasonOf(file).replace(/\s+/gu, ' ')}`).join('\n');
