export type { Peaks } from './peaks.ts';
export { amplitudeOf, decodePeaks, encodePeaks, levelFor, PeaksFormatError, storedByteOf } from './peaks.ts';
