import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Failure } from '../../src-shared/contract/failures.ts';
import { embeddingLength } from '../catalogue/index.ts';
import { writeNpy } from '../encoder/index.ts';
import { describeFailure, walk } from '../indexing/index.ts';
import { embedFiles, type FileListeningOptions } from './listen-to-files.ts';

/** One sound and the file its embeddings go to. */
export type EmbeddingOutput = {
  /** Absolute, for a person. */
  readonly source: string;
  /** Absolute, as the file system spells it. */
  readonly sourcePath: Uint8Array;
  /** Absolute. */
  readonly output: string;
};

/** A named input that holds nothing to embed, or could not be looked at. */
export type UnusableInput = { readonly source: string; readonly failure: Failure };

export type EmbeddedOutput = EmbeddingOutput & {
  /** 0 on failure. */
  readonly blocks: number;
  readonly durationSeconds: number | null;
  readonly failure: Failure | null;
};

type Wanted = { readonly source: string; readonly sourcePath: Uint8Array; readonly relative: string };

/**
 * Plans `.npy` files as aiSFX names them: `NAME.npy` for a file given by name, its path below the folder for a folder.
 * Two that would collide keep their extensions; if that doesn't tell them apart, they are numbered.
 */
export async function planEmbeddingOutputs(
  inputs: readonly string[],
  outputFolder: string,
): Promise<{ readonly outputs: readonly EmbeddingOutput[]; readonly unusable: readonly UnusableInput[] }> {
  const wanted = new Map<string, Wanted>();
  const unusable: UnusableInput[] = [];
  for (const input of inputs.map((name) => path.resolve(name))) {
    const facts = await stat(input).catch(() => null);
    if (!facts?.isDirectory()) {
      wanted.set(input, { source: input, sourcePath: Buffer.from(input), relative: path.basename(input) });
      continue;
    }
    for await (const found of walk(Buffer.from(input))) {
      const source = found.path.toString();
      // Keyed by bytes: two names that are no valid UTF-8 may look the same.
      const key = found.path.toString(found.path.equals(Buffer.from(source)) ? 'utf8' : 'latin1');
      if (found.kind === 'file') {
        wanted.set(key, { source, sourcePath: found.path, relative: found.relativePath.toString() });
      } else unusable.push({ source, failure: found.failure });
    }
  }
  return { outputs: nameOutputs([...wanted.values()], outputFolder), unusable };
}

function nameOutputs(wanted: readonly Wanted[], outputFolder: string): readonly EmbeddingOutput[] {
  const withoutExtension = ({ relative }: Wanted) =>
    path.join(path.dirname(relative), path.basename(relative, path.extname(relative)));
  // Compared without case, because the outputs may land on a file system that doesn't tell it apart.
  const key = (name: string) => name.toLowerCase();
  const uses = new Map<string, number>();
  for (const one of wanted) uses.set(key(withoutExtension(one)), (uses.get(key(withoutExtension(one))) ?? 0) + 1);
  const taken = new Set<string>();
  return wanted.map((one) => {
    const short = withoutExtension(one);
    const base = uses.get(key(short)) === 1 ? short : one.relative;
    let name = base;
    for (let number = 2; taken.has(key(name)); number += 1) name = `${base}.${number}`;
    taken.add(key(name));
    return {
      source: one.source,
      sourcePath: one.sourcePath,
      output: path.join(path.resolve(outputFolder), `${name}.npy`),
    };
  });
}

/**
 * Embeds each sound and writes its file: blocks × 512, float32.
 * @throws SonothequeError when no encoder can be opened
 */
export async function* writeEmbeddings(
  outputs: readonly EmbeddingOutput[],
  options: FileListeningOptions,
): AsyncGenerator<EmbeddedOutput> {
  const sources = outputs.map(({ sourcePath }) => sourcePath);
  const remaining = outputs.values();
  for await (const { embeddings, durationSeconds, failure } of embedFiles(sources, options)) {
    const planned = remaining.next().value;
    if (!planned) return;
    const blocks = (embeddings?.length ?? 0) / embeddingLength;
    try {
      if (embeddings)
        await writeWhole(planned.output, writeNpy({ shape: [blocks, embeddingLength], values: embeddings }));
      yield { ...planned, blocks, durationSeconds, failure };
    } catch (error) {
      yield { ...planned, blocks: 0, durationSeconds, failure: describeFailure(error) };
    }
  }
}

/** Written beside and renamed: an interrupted run leaves no half a file. */
async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.part`, bytes);
  await rename(`${file}.part`, file);
}
