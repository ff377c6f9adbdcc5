/** What engine and training child say to each other. */
import { z } from 'zod';
import type { TrainingEstimate, TrainingNews } from '../../../src-shared/training/index.ts';
import { NonsenseError } from '../../children/index.ts';
import type { RefusedBackend, TrainingBackend } from '../backends/index.ts';
import type { EmbeddedRun } from '../trainer/index.ts';

export type TrainingCommand =
  | {
      readonly kind: 'train' | 'estimate';
      readonly runFolder: string;
      readonly threads: number;
      readonly backend: TrainingBackend | null;
    }
  | {
      readonly kind: 'embed';
      readonly runFolder: string;
      readonly threads: number;
      readonly backend: TrainingBackend | null;
      readonly weights: 'start' | 'best';
      readonly outFile: string;
    }
  /** It waits before its first step until it is told to go on. */
  | { readonly kind: 'go' | 'pause' | 'stop' };

export type OpenedEvent = {
  readonly kind: 'opened';
  readonly backend: TrainingBackend;
  readonly refused: readonly RefusedBackend[];
  readonly resumedFromEpoch: number | null;
};

export type TrainingEvent =
  | OpenedEvent
  | { readonly kind: 'news'; readonly news: TrainingNews }
  | { readonly kind: 'estimated'; readonly estimate: TrainingEstimate }
  | { readonly kind: 'embedded'; readonly embedded: EmbeddedRun }
  | {
      readonly kind: 'failed';
      readonly failure: { readonly code: string; readonly message: string; readonly nextStep: string | null };
    };

/** The parts by which events are told apart; the rest is a child's of our own making. */
const event = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('opened'), backend: z.string(), refused: z.array(z.unknown()) }),
  z.looseObject({ kind: z.literal('news'), news: z.looseObject({ kind: z.enum(['epoch', 'step', 'outcome']) }) }),
  z.looseObject({ kind: z.literal('embedded'), embedded: z.looseObject({ columns: z.int(), frames: z.int() }) }),
  z.looseObject({ kind: z.literal('estimated'), estimate: z.looseObject({ seconds: z.number() }) }),
  z.looseObject({
    kind: z.literal('failed'),
    failure: z.object({ code: z.string(), message: z.string(), nextStep: z.string().nullable() }),
  }),
]);

/** @throws NonsenseError */
export function checkTrainingEvent(message: unknown): TrainingEvent {
  if (!event.safeParse(message).success) throw new NonsenseError('a message that is no news of a training');
  return message as TrainingEvent;
}
