export { describeFailure } from './describe-failure.ts';
export type { EncoderDescription } from './encode-pool.ts';
export {
  type Listened,
  type ListenedProducts,
  Listener,
  type ListenerOptions,
  type ListenRequest,
} from './listener.ts';
