import type { EncoderDescription } from '../indexing/index.ts';

/** The catalogue's setting that names the encoder which listened last. */
export const ENCODER_SETTING = 'lastEncoder';

export function describeEncoder({ modelVersion, backend, precision }: EncoderDescription): string {
  return `${modelVersion} (${backend}, ${precision})`;
}
