import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { locateModels } from './assets.ts';
import { BACKEND_CANDIDATES, type BackendCandidate } from './backends.ts';
import type { Encoder, Precision } from './encoder.ts';
import { selfCheck } from './self-check.ts';

export type OpenEncoderOptions = {
  /**
   * `best` (default): whatever is fastest. `int8`: falls back to fp32 where int8 computes wrongly. `fp32`: nothing but
   * fp32, for embeddings that leave the product.
   */
  readonly precision?: Precision | 'best';
  /** Threads of one session; default 1: a session a core beats one session over all cores while decoding goes on. */
  readonly threads?: number;
  /** `false`: GPUs are not even tried. Default `true`. */
  readonly preferGpu?: boolean;
  /** Folder of model files; default: the ones that set-up built. */
  readonly assetsFolder?: string;
};

/** An encoder that passed its self-check. */
export type OpenedEncoder = Encoder & {
  /** For a person: why this one, and what was wrong with faster ones. */
  readonly why: string;
};

/**
 * Opens the fastest encoder that works here: candidates are tried in order, and each must embed a golden block rightly
 * before it is trusted.
 *
 * @throws SonothequeError `models-missing` before set-up built the model files; `no-encoder` when nothing works.
 */
export async function openEncoder(options: OpenEncoderOptions = {}): Promise<OpenedEncoder> {
  const assetsFolder = options.assetsFolder ?? locateModels();
  const refusals: string[] = [];
  for (const candidate of chooseCandidates(options)) {
    const outcome = await tryCandidate(candidate, assetsFolder, options.threads ?? 1);
    if ('encoder' in outcome) {
      const { encoder, similarity } = outcome;
      const why = [`${candidate.name} passed its self-check (cosine ${similarity.toFixed(5)})`, ...refusals].join('; ');
      return { ...encoder, why };
    }
    refusals.push(`${candidate.name}: ${outcome.refusal}`);
  }
  throw new SonothequeError({
    code: 'no-encoder',
    message: `Nothing here can run the encoder: ${refusals.join('; ')}.`,
    nextStep: 'Run "npm run models:build", then "npm start -- doctor", which tells what each way needs.',
  });
}

/** Candidates for a request, in the order they are tried. */
export function chooseCandidates(
  options: OpenEncoderOptions,
  platform: NodeJS.Platform = process.platform,
): readonly BackendCandidate[] {
  const here = BACKEND_CANDIDATES.filter(
    (candidate) => candidate.platforms.includes(platform) && (options.preferGpu !== false || !candidate.gpu),
  );
  switch (options.precision ?? 'best') {
    case 'best':
      return here;
    case 'fp32':
      return here.filter((candidate) => candidate.precision === 'fp32');
    case 'int8':
      return [
        ...here.filter((candidate) => candidate.precision === 'int8'),
        ...here.filter((candidate) => candidate.precision === 'fp32' && !candidate.gpu),
      ];
  }
}

export type CandidateOutcome =
  | { readonly encoder: Encoder; readonly similarity: number; readonly selfCheckMilliseconds: number }
  | { readonly refusal: string; readonly similarity: number | null };

/** Opens one candidate and lets it embed the golden block; never throws. */
export async function tryCandidate(
  candidate: BackendCandidate,
  assetsFolder: string,
  threads: number,
): Promise<CandidateOutcome> {
  try {
    const encoder = await candidate.open(assetsFolder, threads);
    try {
      const started = performance.now();
      const { passed, cosine } = await selfCheck(encoder, assetsFolder);
      if (passed) return { encoder, similarity: cosine, selfCheckMilliseconds: performance.now() - started };
      await encoder.close();
      return { refusal: `failed its self-check (cosine ${cosine.toFixed(3)})`, similarity: cosine };
    } catch (error) {
      await encoder.close();
      throw error;
    }
  } catch (error) {
    return { refusal: firstSentence(error), similarity: null };
  }
}

function firstSentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 160).replace(/\.$/, '');
}
