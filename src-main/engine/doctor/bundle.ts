import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Finding } from '../../../src-shared/contract/app.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { EngineParts } from '../engine-parts.ts';
import { logFolderOf } from '../paths.ts';
import { PRODUCT_VERSION } from '../product-version.ts';
import { examine } from './examine.ts';

const LOG_BYTES = 1_000_000;
const JOBS = 50;
const FILES_A_JOB = 200;

/**
 * Writes what a bug report needs into one JSON file: the machine, the catalogue's counts, the last jobs with the
 * reasons of their failed files, and the end of the log. No sounds; names of files and folders only when asked.
 * @throws SonothequeError `cannot-write`
 */
export async function writeDoctorBundle(
  { catalogue, jobs }: Pick<EngineParts, 'catalogue' | 'jobs'>,
  file: string,
  withPaths: boolean,
): Promise<{ readonly file: string; readonly bytes: number }> {
  const findings: Finding[] = [];
  for await (const finding of examine()) findings.push(finding);
  const { sounds, frames, labels, libraries, activeModelVersion } = await catalogue.status();
  const bundle = {
    product: { version: PRODUCT_VERSION, node: process.versions.node, platform: process.platform, arch: process.arch },
    findings,
    catalogue: { sounds, frames, labels, libraries: libraries.length, activeModelVersion, repairs: catalogue.repairs },
    jobs: await Promise.all(
      (await jobs.list(JOBS)).map(async (job) => ({
        ...(withPaths ? job : withoutNames(job)),
        files: (await jobs.files(job.id, 0, FILES_A_JOB)).map(({ path: place, ...rest }) => ({
          ...rest,
          ...(withPaths ? { path: place } : { extension: path.extname(place).toLowerCase() }),
        })),
      })),
    ),
    log: await logTail(logFolderOf(catalogue.path)),
  };
  const text = `${JSON.stringify(withPaths ? bundle : withoutPaths(bundle), null, 2)}\n`;
  try {
    await writeFile(file, text, { mode: 0o600 });
  } catch (cause) {
    throw new SonothequeError(
      {
        code: 'cannot-write',
        message: `“${file}” could not be written.`,
        nextStep: 'Check the folder, its rights and the free space, or name another file.',
      },
      { cause },
    );
  }
  return { file, bytes: Buffer.byteLength(text) };
}

/** Titles and folders are a person's; other sentences of jobs put names in quotes, where they are hidden. */
function withoutNames({ title: _title, ...job }: Job): object {
  if (job.kind !== 'index') return job;
  const { folders: _folders, ...rest } = job;
  return rest;
}

/** The end of the log, newest file last. */
async function logTail(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.log'))
      .map(async (name) => {
        const place = path.join(folder, name);
        return { place, modified: (await stat(place)).mtimeMs };
      }),
  );
  let text = '';
  for (const { place } of files.sort((a, b) => b.modified - a.modified)) {
    if (text.length >= LOG_BYTES) break;
    text = (await readFile(place, 'utf8').catch(() => '')) + text;
  }
  return text.slice(-LOG_BYTES).split('\n').filter(Boolean);
}

/** Sentences and stacks name files: what looks like a path below the root keeps its extension only. */
function withoutPaths<Value>(value: Value): Value {
  if (typeof value === 'string') return hidePaths(value) as Value;
  if (value instanceof Date || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(withoutPaths) as Value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutPaths(part)])) as Value;
}

export function hidePaths(text: string): string {
  return (
    text
      // Names in quotes are a person's.
      .replace(/“[^”]*”/g, '“…”')
      .replace(/(?:[A-Za-z]:)?[\\/](?:[^\s"'<>|:*?\\/]+[\\/])+[^\s"'<>|:*?]*/g, '…')
  );
}
