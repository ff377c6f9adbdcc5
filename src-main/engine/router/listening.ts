import type { SimilarInput } from '../../../src-shared/contract/listening.ts';
import { planEmbeddingOutputs, writeEmbeddings } from '../embedding-outputs.ts';
import type { EngineParts } from '../engine-parts.ts';
import { suggestForFiles } from '../listen-to-files.ts';
import { shippedInUse } from '../model-versions/index.ts';
import { findSimilar, keepSimilar, type SimilarOptions, type SimilarTo } from '../similar-sounds.ts';
import type { Among } from '../sound-filter.ts';
import { procedures } from './procedures.ts';

export const listening = procedures.listening.router({
  offer: procedures.listening.offer.handler(async ({ input: { part, ...offer }, context: { parts } }) => {
    await parts.offers.write({ ...offer, bytes: Buffer.from(part, 'base64') });
    return null;
  }),
  similar: procedures.listening.similar.handler(({ input, context: { parts }, signal }) =>
    findSimilar(parts, soundOf(parts, input.to), optionsOf(input, signal)),
  ),
  similarSet: procedures.listening.similarSet.handler(({ input, context: { parts }, signal }) =>
    keepSimilar(parts, soundOf(parts, input.to), optionsOf(input, signal)),
  ),
  suggest: procedures.listening.suggest.handler(async function* ({
    input: { paths, top, names },
    context: { parts },
    signal,
  }) {
    yield* suggestForFiles(parts.shippedListener, paths, {
      top,
      names,
      starter: shippedInUse().starter,
      ...(signal === undefined ? {} : { signal }),
    });
  }),
  embed: procedures.listening.embed.handler(async function* ({ input, signal }) {
    const { outputs, unusable } = await planEmbeddingOutputs(input.inputs, input.outputFolder);
    const total = outputs.length + unusable.length;
    for (const { source, failure } of unusable) {
      yield { source, output: null, blocks: 0, durationSeconds: null, failure, total };
    }
    const options = { precision: input.precision, ...(signal === undefined ? {} : { signal }) };
    for await (const { source, output, blocks, durationSeconds, failure } of writeEmbeddings(outputs, options)) {
      yield { source, output: failure ? null : output, blocks, durationSeconds, failure, total };
    }
  }),
});

const soundOf = ({ offers }: EngineParts, to: SimilarInput['to']): SimilarTo =>
  'offer' in to ? { path: offers.fileOf(to.offer) } : to;

function optionsOf(
  { startSeconds, endSeconds, among, limit, mode, includeItself }: SimilarInput,
  signal: AbortSignal | undefined,
): SimilarOptions {
  return {
    limit,
    mode,
    includeItself,
    ...(startSeconds === undefined ? {} : { startSeconds }),
    ...(endSeconds === undefined ? {} : { endSeconds }),
    ...(among === undefined ? {} : { among: among as Among }),
    ...(signal === undefined ? {} : { signal }),
  };
}
