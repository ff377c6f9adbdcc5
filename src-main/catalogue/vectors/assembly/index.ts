/**
 * Distances of sign bits and what they say of cosines for `../sign-scan.ts`, cosines of stored frames for
 * `../frame-match.ts`. Bits are counted by the processor's own instruction for 64-bit words, which is less work than SIMD,
 * where lanes have to be added up.
 */
export { compareFrames } from './cosines';
export { estimateBest, estimateWhole, likestFrame } from './estimate';
export { beginScan, scanBest, scanNear, scanWhole } from './scan';
