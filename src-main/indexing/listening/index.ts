export { describeFailure } from '../../children/index.ts';
export type { EncoderDescription } from './encode-pool.ts';
export {
  type Listened,
  type ListenedProducts,
  Listener,
  type ListenerOptions,
  type ListenRequest,
} from './listener.ts';
export { EncoderUnavailableError } from './listening-failures.ts';
export type { ChildEndedEvent } from './pool-options.ts';
export type { Spectra } from './spectra.ts';
