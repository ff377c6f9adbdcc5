export { changeSpectrum, changesFrames, drawChange, type FrameChange, mixFrames, NO_CHANGE } from './spectra.ts';
