/** What the host calls. Pointers never cross: everything lies at the fixed places of `memory.ts`. */
export { endHash, startHash, updateHash } from './hash';
export { measurePeaks, mixDown } from './levels';
export { fillRows, keepRows, shiftAnalysis } from './rows';
export { convertInterleaved, convertPlane, takeNonFinite } from './samples';
export { addGroupEnergy, addWeightedEnergy, clearWeighting, shelfGroups } from './weighting';
