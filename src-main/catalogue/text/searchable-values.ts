import type { EmbeddedMetadata } from '../../../src-shared/contract/audio.ts';

/** Characters of metadata that full text takes of one value, and of one sound. */
const longestValue = 1000;
const longestMetadata = 8000;

/** The metadata values that full text holds, each once. */
export function searchableValues(metadata: Pick<EmbeddedMetadata, 'fields' | 'entries'>): string[] {
  const values = new Set<string>();
  let length = 0;
  for (const value of [...Object.values(metadata.fields), ...metadata.entries.map((entry) => entry.value)]) {
    const text = value.slice(0, longestValue);
    if (values.has(text) || length + text.length > longestMetadata) continue;
    values.add(text);
    length += text.length;
  }
  return [...values];
}
