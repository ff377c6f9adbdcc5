export { describeFailure } from './describe-failure.ts';
export type { EncoderDescription } from './encode-pool.ts';
export {
  EncoderUnavailableError,
  type Listened,
  type ListenedProducts,
  Listener,
  type ListenerOptions,
} from './listener.ts';
