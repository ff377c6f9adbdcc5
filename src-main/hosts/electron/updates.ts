import { z } from 'zod';
import type { UpdateAnswer } from '../../../src-shared/contract/window-host.ts';

const PATIENCE_MILLISECONDS = 10_000;

const release = z.object({ tag_name: z.string().max(100), html_url: z.url({ protocol: /^https$/u }) });

/** Where the newest release is told of, from the page of the project that packaging wrote down; `null`: nowhere. */
export function releasesAddress(homepage: unknown): string | null {
  const page =
    typeof homepage === 'string'
      ? /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+?)(?:\.git)?\/?(?:#.*)?$/u.exec(homepage)
      : null;
  return page === null ? null : `https://api.github.com/repos/${page[1]}/releases/latest`;
}

/**
 * Asks once for the newest release; nothing is downloaded, and nothing is told of this machine but what a request tells.
 *
 * @param address `null` where this build knows none
 */
export async function checkForUpdates(
  address: string | null,
  version: string,
  request: typeof fetch = fetch,
): Promise<UpdateAnswer> {
  if (address === null)
    return {
      kind: 'failed',
      message: 'This build does not know where newer versions are told of.',
      nextStep: 'Look where you got it from.',
    };
  try {
    const answer = await request(address, {
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
    });
    if (!answer.ok) throw new Error(`It answered ${answer.status}.`);
    const { tag_name, html_url } = release.parse(await answer.json());
    const newest = tag_name.replace(/^v/u, '');
    return isNewer(newest, version) ? { kind: 'newer', version: newest, page: html_url } : { kind: 'newest', version };
  } catch {
    return {
      kind: 'failed',
      message: 'Nobody could tell whether there is a newer version.',
      nextStep: 'Look whether this computer is online, then check again.',
    };
  }
}

/** By numbers, part by part; what is no number counts as 0. */
function isNewer(one: string, other: string): boolean {
  const parts = (version: string) => version.split(/[.+-]/u).map((part) => Number.parseInt(part, 10) || 0);
  const [a, b] = [parts(one), parts(other)];
  const at = [0, 1, 2].find((place) => (a[place] ?? 0) !== (b[place] ?? 0));
  return at !== undefined && (a[at] ?? 0) > (b[at] ?? 0);
}
