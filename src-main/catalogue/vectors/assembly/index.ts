/**
 * Distances of sign bits, for the host in `../sign-scan.ts`. Whole 64-bit words go through the processor's own population
 * count: for the first 128 bits of a frame that is less work than SIMD, which has to add its lanes up.
 */
export { beginScan, foundSets, lastDistance, scanBest, scanWhole } from './scan';
