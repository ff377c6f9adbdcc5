export { amplitudeOf, decodePeaks, encodePeaks, levelFor, PeaksFormatError, storedByteOf } from './peaks.ts';
