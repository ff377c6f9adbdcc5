import type { EncoderInUse } from '../../src-shared/contract/app.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { EncoderDescription, Listener } from '../indexing/index.ts';

/** The catalogue's settings that name the encoder which listened last, and say why it was that one. */
export const ENCODER_SETTING = 'lastEncoder';
const FACTS_SETTING = 'lastEncoderFacts';

export function describeEncoder({ modelVersion, backend, precision }: EncoderDescription): string {
  return `${modelVersion} (${backend}, ${precision})`;
}

/** Keeps which encoder listened. */
export async function noteEncoder(catalogue: Catalogue, description: EncoderDescription): Promise<void> {
  await catalogue.setSetting(ENCODER_SETTING, describeEncoder(description));
  const { modelVersion, backend, precision, why } = description;
  await catalogue.setSetting(FACTS_SETTING, { modelVersion, backend, precision, why });
}

/** The encoder that listens now, else the one that did last; `null` before any has. */
export async function encoderInUse(
  catalogue: Catalogue,
  { description }: Pick<Listener, 'description'>,
): Promise<EncoderInUse | null> {
  const facts = description ?? (await catalogue.getSetting(FACTS_SETTING));
  if (typeof facts !== 'object' || facts === null) return null;
  const { modelVersion, backend, precision, why } = facts as Partial<EncoderDescription>;
  if (modelVersion === undefined || backend === undefined || precision === undefined || why === undefined) return null;
  const [chosen = '', ...refused] = why.split('; ');
  return { modelVersion, backend, precision, isOpen: description !== null, chosen, refused };
}
