import { NonsenseError } from '../../children/index.ts';
import type { PlaybackEvent } from './protocol.ts';

type Fields = { readonly [name: string]: unknown };

function demand(holds: boolean, what: string): asserts holds {
  if (!holds) throw new NonsenseError(`a message whose ${what} can not be right`);
}

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const CODINGS: readonly unknown[] = ['s16', 's24', 's32', 'f32', 'f64'];

function isFailure(value: unknown): boolean {
  if (!isFields(value) || typeof value.code !== 'string' || typeof value.message !== 'string') return false;
  return value.nextStep === null || typeof value.nextStep === 'string';
}

/** Makes sure of what a child sends: its memory may be scribbled on. @throws NonsenseError */
export function checkPlaybackEvent(message: unknown): PlaybackEvent {
  demand(isFields(message), 'form');
  if (message.kind === 'ready') return { kind: 'ready' };
  demand(isCount(message.id), 'number');
  switch (message.kind) {
    case 'piece':
      demand(message.bytes instanceof Uint8Array, 'sound');
      break;
    case 'moving':
      demand(typeof message.done === 'number', 'progress');
      break;
    case 'rendered': {
      const { sampleRateHz, channels, frames, coding } = message;
      demand([sampleRateHz, channels, frames].every(isCount) && CODINGS.includes(coding), 'format');
      break;
    }
    case 'categorized':
      demand(message.probabilities instanceof Float32Array, 'probabilities');
      break;
    case 'failed':
      demand(isFailure(message.failure), 'failure');
      break;
    default:
      throw new NonsenseError('a message of an unknown kind');
  }
  // Every field of its kind was looked at above.
  return message as unknown as PlaybackEvent;
}
