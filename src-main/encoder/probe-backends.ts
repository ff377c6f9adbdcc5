import { AISFX_ENCODER } from './architecture.ts';
import { locateModels } from './assets.ts';
import { BACKEND_CANDIDATES } from './backends.ts';
import type { Encoder } from './encoder.ts';
import { tryCandidate } from './open-encoder.ts';

/** What `doctor` says about one way to run the encoder. */
export type BackendProbe = {
  readonly name: string;
  readonly available: boolean;
  /** For a person: what was found, or what stands in the way. */
  readonly reason: string;
  /** What to do to get it; `null` where nothing has to be or can be done. */
  readonly howToGet: string | null;
  /** Cosine to the golden embedding; `null` when it never got that far. */
  readonly selfCheckCosine: number | null;
  /** One thread, or the whole GPU; `null` when it doesn't work. */
  readonly blocksPerSecond: number | null;
};

const TIMED_MILLISECONDS = 300;
const SLOW_MILLISECONDS = 1000;
const BLOCKS_TIMED = 4;

/**
 * Tries every way to run the encoder, also those that would never be chosen: opens it, embeds the golden block, measures
 * its rate for a moment. Takes a few seconds.
 *
 * @throws SonothequeError `models-missing` before set-up built the model files.
 */
export async function probeBackends(options: { readonly assetsFolder?: string } = {}): Promise<BackendProbe[]> {
  const assetsFolder = options.assetsFolder ?? locateModels();
  const probes: BackendProbe[] = [];
  for (const candidate of BACKEND_CANDIDATES) {
    const { name, howToGet } = candidate;
    if (!candidate.platforms.includes(process.platform)) {
      const reason = `does not exist for ${process.platform}`;
      probes.push({ name, available: false, reason, howToGet: null, selfCheckCosine: null, blocksPerSecond: null });
      continue;
    }
    const outcome = await tryCandidate(candidate, assetsFolder, 1);
    if ('refusal' in outcome) {
      const { refusal: reason, similarity: selfCheckCosine } = outcome;
      probes.push({ name, available: false, reason, howToGet, selfCheckCosine, blocksPerSecond: null });
      continue;
    }
    const { encoder, similarity, selfCheckMilliseconds } = outcome;
    const blocksPerSecond = await measureRate(encoder, selfCheckMilliseconds);
    await encoder.close();
    const reason = `works: ${blocksPerSecond.toFixed(blocksPerSecond < 10 ? 1 : 0)} blocks a second`;
    probes.push({ name, available: true, reason, howToGet: null, selfCheckCosine: similarity, blocksPerSecond });
  }
  return probes;
}

/** Blocks a second over a moment; a backend that needs seconds for the self-check's one block isn't asked again. */
async function measureRate(encoder: Encoder, selfCheckMilliseconds: number): Promise<number> {
  if (selfCheckMilliseconds > SLOW_MILLISECONDS) return 1000 / selfCheckMilliseconds;
  const rows = AISFX_ENCODER.blockRows + (BLOCKS_TIMED - 1) * AISFX_ENCODER.hopRows;
  const mel = new Float32Array(rows * AISFX_ENCODER.bands).fill(0.3);
  await encoder.embed(mel, rows);
  const started = performance.now();
  let rounds = 0;
  do {
    await encoder.embed(mel, rows);
    rounds++;
  } while (performance.now() - started < TIMED_MILLISECONDS);
  return (rounds * BLOCKS_TIMED * 1000) / (performance.now() - started);
}
