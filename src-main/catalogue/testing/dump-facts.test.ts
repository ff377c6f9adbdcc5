import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCatalogue } from '../index.ts';
import { dumpFacts } from './dump-facts.ts';
import { editor, listened, modelVersion, pathName, payload, scan, temporaryFolder } from './fixtures.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

async function make(name: string, numbers: readonly number[], label: string): Promise<string[]> {
  const path = join(folder.path, `${name}.sonotheque`);
  const catalogue = await openCatalogue(path);
  const library = await catalogue.addLibrary({ name: 'All', root: pathName('/all') });
  await catalogue.registerModelVersion({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  for (const n of numbers) await scan(catalogue, library, [listened(library, `${n}.wav`, payload(n))]);
  await scan(
    catalogue,
    library,
    numbers.map((n) => listened(library, `${n}.wav`, payload(n))),
  );
  const soundId = (await catalogue.soundByPath('/all/1.wav'))?.id;
  if (soundId === undefined) throw new Error('Nothing was stored.');
  await catalogue.label([{ soundId, region: null, decision: { category: label, catId: null }, source: 'human' }], {
    ...editor,
    device: name,
  });
  await catalogue.close();
  return [...dumpFacts(path)];
}

describe('the facts of a catalogue', () => {
  it('are the same whatever order they came in', async () => {
    const facts = await make('one', [1, 2, 3], 'DOORS');
    expect(facts.length).toBeGreaterThan(10);
    expect(await make('other', [3, 1, 2], 'DOORS')).toEqual(facts);
  });

  it('tell another label, and another vector', async () => {
    const facts = await make('one', [1, 2], 'DOORS');
    const other = await make('other', [1, 2], 'WATER');
    expect(other.filter((fact) => !facts.includes(fact)).map((fact) => fact.trim().split(' ')[0])).toEqual([
      'label',
      'decision',
      'command',
    ]);
    const third = await make('third', [1, 3], 'DOORS');
    expect(third.some((fact) => fact.startsWith('  vectors') && !facts.includes(fact))).toBe(true);
  });
});
