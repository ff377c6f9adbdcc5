export type { Peaks } from './peaks.ts';
export { amplitudeOf, decodePeaks, encodePeaks, levelFor, PeaksFormatError, storedByteOf, thinPeaks } from './peaks.ts';
