/** Why a file could not be listened to where its child is the reason, in words for a person. */
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ChildEnd } from '../../children/index.ts';

/** No encoder can be opened: that is about this machine, not about a file. */
export class EncoderUnavailableError extends SonothequeError {}

export function closedError(): SonothequeError {
  return new SonothequeError({ code: 'closed', message: 'Listening was stopped.', nextStep: null });
}

export function stoppedError(): SonothequeError {
  return new SonothequeError({ code: 'stopped', message: 'Listening to this file was stopped.', nextStep: null });
}

const DAMAGED = 'The file is probably damaged: play it in another program, or convert it.';
const DOCTOR = 'Index again; if it stays, run `sonotheque doctor`.';

/** A file whose decode child had to be replaced twice. */
export function decodeFailure({ cause, detail }: ChildEnd): Failure {
  switch (cause) {
    case 'died':
      return {
        code: 'decoder-died',
        message: `Decoding this file brought the decoder down, twice (${detail}).`,
        nextStep: DAMAGED,
      };
    case 'hung':
      return {
        code: 'decoder-hung',
        message: `Decoding stopped moving for ${detail}, twice.`,
        nextStep: 'The file is probably damaged or its drive too slow: play it in another program, or convert it.',
      };
    case 'memory':
      return {
        code: 'decoder-memory',
        message: `Decoding this file took too much memory (${detail}), twice.`,
        nextStep: DAMAGED,
      };
    case 'garbage':
      return {
        code: 'decoder-nonsense',
        message: `Decoding this file made the decoder answer nonsense (${detail}), twice.`,
        nextStep: DAMAGED,
      };
    case 'never-ready':
      return {
        code: 'decoder-not-ready',
        message: `The decoder was not ready within ${detail}, twice.`,
        nextStep: 'The machine may be very busy: index again; if it stays, run `sonotheque doctor`.',
      };
  }
}

/** A file whose chunk had its encode child replaced twice, or an encoder that can't be opened. */
export function encodeFailure({ cause, detail }: ChildEnd): Failure {
  switch (cause) {
    case 'died':
      return {
        code: 'encoder-died',
        message: `The encoder process ended while listening (${detail}).`,
        nextStep: DOCTOR,
      };
    case 'hung':
      return { code: 'encoder-hung', message: `The encoder stopped moving for ${detail}.`, nextStep: DOCTOR };
    case 'memory':
      return { code: 'encoder-memory', message: `The encoder took too much memory (${detail}).`, nextStep: DOCTOR };
    case 'garbage':
      return { code: 'encoder-nonsense', message: `The encoder answered nonsense (${detail}).`, nextStep: DOCTOR };
    case 'never-ready':
      return { code: 'encoder-not-ready', message: `The encoder was not ready within ${detail}.`, nextStep: DOCTOR };
  }
}
