/** Why a request for bytes can't be answered, and the HTTP status that says so. */
import type { Failure } from '../../src-shared/contract/failures.ts';

export const METHOD: Failure = {
  code: 'method-not-allowed',
  message: 'Sounds can only be read here.',
  nextStep: null,
};
export const ADDRESS: Failure = { code: 'not-found', message: 'There is nothing at this address.', nextStep: null };
export const RANGE: Failure = {
  code: 'no-such-range',
  message: 'The sound has no such part.',
  nextStep: 'Play it from its beginning.',
};
export const PEAKS: Failure = {
  code: 'no-peaks',
  message: 'There is no waveform of this sound yet.',
  nextStep: 'Index its folder again.',
};

export function notPlayable(name: string): Failure {
  return {
    code: 'not-playable',
    message: `“${name}” was not recognised as a sound, so it can't be played.`,
    nextStep: 'Listen to it in another program.',
  };
}

export function noSuchChannel(name: string): Failure {
  return { code: 'no-such-channel', message: `“${name}” has no such channel.`, nextStep: 'Play another channel.' };
}

/** What the decoders say of a sound that the player can't be given. */
const UNDECODABLE =
  /^(not-playable|not-audio|damaged|no-samples|no-audio-stream|unsupported-codec|impossible-format|empty-file|decoder-.*)$/;

export function statusOf(code: string): number {
  if (code === 'no-permission') return 403;
  if (code === 'render-too-large' || code === 'renders-full') return 413;
  if (code === 'too-many-sounds' || code === 'closed' || /^(catalogue|connection)-/.test(code)) return 503;
  return UNDECODABLE.test(code) ? 415 : 404;
}
