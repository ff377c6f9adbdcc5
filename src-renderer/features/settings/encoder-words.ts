import type { EncoderInUse, Finding } from '../../../src-shared/contract/app.ts';

const PREFIX = 'encoder: ';

/** The way to run the encoder that a finding is about, as it is named where one is chosen; `null`: another finding. */
export const namedEncoder = ({ name }: Pick<Finding, 'name'>): string | null =>
  name.startsWith(PREFIX) ? name.slice(PREFIX.length) : null;

/** Whether a finding is about the way that was taken. */
export const isInUse = (finding: Pick<Finding, 'name'>, encoder: EncoderInUse | null): boolean => {
  const name = namedEncoder(finding);
  return name !== null && encoder?.chosen.startsWith(`${name} passed `) === true;
};
