export { delimiterOf } from './delimiter.ts';
export { createDelimitedReader, type DelimitedReader, type DelimitedRow } from './read.ts';
export { type Delimiter, delimitedLine } from './write.ts';
