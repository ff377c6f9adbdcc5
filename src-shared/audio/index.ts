export { matchingGainDb } from './matching-gain.ts';
