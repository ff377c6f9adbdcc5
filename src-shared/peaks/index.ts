export {
  amplitudeOf,
  decodePeaks,
  encodePeaks,
  type FinestPeaks,
  levelFor,
  type PeakLevel,
  type Peaks,
  PeaksFormatError,
  storedByteOf,
} from './peaks.ts';
