import { interfaceWords } from './interface.ts';
import { livingWords } from './living.ts';
import { musicWords } from './music.ts';
import { natureWords } from './nature.ts';
import { speechWords } from './speech.ts';
import { thingWords } from './things.ts';

/** Words that libraries use beyond the UCS list, as text that `../vocabulary.ts` reads. */
export const wordLists: readonly string[] = [
  speechWords,
  livingWords,
  musicWords,
  thingWords,
  natureWords,
  interfaceWords,
];
