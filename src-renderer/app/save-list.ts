import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { WindowHost } from '../../src-shared/contract/window-host.ts';

const KEPT_MILLISECONDS = 60_000;
const types: { readonly [ending: string]: string } = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  html: 'text/html',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/**
 * Gives a person a list as a file: where they say in the desktop's dialogue, in a browser as a download.
 *
 * @param name that is suggested, ending in `.csv` or `.tsv`
 * @returns whether it was written; not where they thought better of it
 * @throws SonothequeError `cannot-write`
 */
export function saveList(host: WindowHost | null, name: string, lines: readonly string[]): Promise<boolean> {
  return saveText(host, name, `${lines.join('\r\n')}\r\n`);
}

/**
 * Gives a person a text as a file, in the same way.
 *
 * @param name ending in `.csv`, `.tsv`, `.html`, `.svg` or `.json`
 * @throws SonothequeError `cannot-write`
 */
export async function saveText(host: WindowHost | null, name: string, text: string): Promise<boolean> {
  if (host !== null) {
    const answer = await host.saveList(name, text);
    if (answer.kind === 'failed')
      throw new SonothequeError({ code: 'cannot-write', message: answer.message, nextStep: answer.nextStep });
    return answer.kind === 'saved';
  }
  const type = types[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain';
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser reads it after this turn.
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MILLISECONDS);
  return true;
}
