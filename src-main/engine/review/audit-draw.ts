import { randomOf } from './seeded.ts';

/** One decision in ten is about a sound that was drawn at random. */
export const auditShare = 1 / 10;
const blockLength = Math.round(1 / auditShare);

/**
 * Whether a place of a review (0 is the first sound on show) is for a sound drawn at random: one place of each ten, drawn
 * too, so that the share is exact and nobody can tell before.
 */
export const isAuditPlace = (place: number, seed: number): boolean =>
  place % blockLength === Math.floor(randomOf(seed, Math.floor(place / blockLength)) * blockLength);
