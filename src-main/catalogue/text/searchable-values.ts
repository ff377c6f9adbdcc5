import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';
import { overlaid } from '../fact-values.ts';

/** Characters of metadata that full text takes of one value, and of one sound. */
const longestValue = 1000;
const longestMetadata = 8000;

/**
 * The metadata values that full text holds, each once.
 *
 * @param staged fields as a person wants them: what the file says there instead is not found any more
 */
export function searchableValues(
  metadata: Pick<EmbeddedMetadata, 'fields' | 'entries'>,
  staged: { readonly [field: string]: string } = {},
): string[] {
  const fields: { readonly [field: string]: string } = metadata.fields;
  const shown = Object.values(overlaid(metadata.fields, staged));
  const replaced = new Set(Object.keys(staged).map((field) => fields[field]));
  const entries = metadata.entries.map(({ value }) => value).filter((value) => !replaced.has(value));
  const values = new Set<string>();
  let length = 0;
  for (const value of [...shown, ...entries]) {
    const text = value.slice(0, longestValue);
    if (values.has(text) || length + text.length > longestMetadata) continue;
    values.add(text);
    length += text.length;
  }
  return [...values];
}
