import type { MetadataEntry } from '../../../src-shared/contract/audio.ts';
import { cleanText } from './text.ts';

type Standard = MetadataEntry['standard'];

/** Bounds on what one file may fill a catalogue with. */
const mostEntries = 10_000;
const mostWarnings = 20;
const longestValueCharacters = 256 * 1024;

/** Gathers what the readers of one file find. */
export class MetadataCollector {
  readonly entries: MetadataEntry[] = [];
  readonly warnings: string[] = [];
  /** ID3v2 tags found inside other containers, still to be read. */
  readonly id3Tags: Buffer[] = [];

  /** Keeps an entry; empty values say nothing and are left out. */
  add(standard: Standard, key: string, value: string): void {
    let text = cleanText(value);
    const name = cleanText(key);
    if (text === '' || name === '') return;
    if (this.entries.length >= mostEntries) {
      this.warn(`There are more than ${mostEntries} metadata entries; the rest was left out.`);
      return;
    }
    if (text.length > longestValueCharacters) {
      this.warn(`The entry ${name.slice(0, 60)} is very long; only its beginning was kept.`);
      text = text.slice(0, longestValueCharacters).toWellFormed();
    }
    this.entries.push({ standard, key: name.slice(0, 300), value: text });
  }

  warn(sentence: string): void {
    if (this.warnings.length < mostWarnings && !this.warnings.includes(sentence)) this.warnings.push(sentence);
  }
}
