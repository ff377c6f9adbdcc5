/** The splices of a folder, made there unless they are already. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { readLabelledList } from '../../src-main/evaluation/index.ts';
import { makeSplices } from './make-splices.ts';
import type { Splice } from './truth.ts';

export type Material = {
  readonly list: string;
  readonly folder: string;
  readonly count: number;
  readonly seed: number;
};

/** The WAV files lie in `output`; what is known of them in `truth.json` beside it, so that it isn't made twice. */
export function keptSplices(output: string, { list, ...material }: Material): readonly Splice[] {
  const file = path.join(path.dirname(output), 'truth.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  mkdirSync(output, { recursive: true });
  const { rows } = readLabelledList(readFileSync(list, 'utf8'), path.basename(list));
  const splices = makeSplices(rows, { ...material, output });
  writeFileSync(file, JSON.stringify(splices));
  return splices;
}
