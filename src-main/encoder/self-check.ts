/**
 * The self-check at first load: one mel block whose embedding by the original PyTorch model is known. It catches what
 * loads but computes wrongly: int8 that saturates on a processor without the right instructions, a damaged graph, a
 * driver's fault.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { MODEL_FILES, missingModel } from './assets.ts';
import { cosine } from './cosine.ts';
import type { Encoder, Precision } from './encoder.ts';
import { readNpy } from './npy.ts';

/** Smallest cosine that passes; int8 on this block gives about 0.999, a saturating one far less. */
export const SELF_CHECK_BOUNDS: Readonly<Record<Precision, number>> = { int8: 0.995, fp32: 0.9999 };

export type SelfCheckResult = { readonly passed: boolean; readonly cosine: number };

/**
 * Embeds the golden block and compares.
 *
 * @throws SonothequeError `models-missing` when the golden block is not there.
 */
export async function selfCheck(encoder: Encoder, assetsFolder: string): Promise<SelfCheckResult> {
  const golden = (name: string) => {
    const file = join(assetsFolder, name);
    if (!existsSync(file)) throw missingModel(basename(file));
    return readNpy(readFileSync(file));
  };
  const mel = golden(MODEL_FILES.selfCheckMel);
  const { embeddings, categories } = await encoder.embed(mel.values, mel.shape[0] ?? 0);
  const similarity = cosine(embeddings, golden(MODEL_FILES.selfCheckEmbedding).values);
  const total = categories.reduce((sum, probability) => sum + probability, 0);
  const passed = similarity >= SELF_CHECK_BOUNDS[encoder.precision] && Math.abs(total - 1) < 1e-3;
  return { passed, cosine: similarity };
}
