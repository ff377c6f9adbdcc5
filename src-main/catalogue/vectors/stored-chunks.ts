/** Chunk keys of one vector set (`set × 65,536 + chunk`): room for 13 days of sound. */
export const chunksPerSet = 65_536;
