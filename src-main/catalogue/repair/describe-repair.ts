import type { CatalogueRepair } from '../types.ts';

/** What was repaired on opening and what to do next, for a person. */
export function describeRepair(repair: CatalogueRepair): string {
  switch (repair.kind) {
    case 'index-rebuilt':
      return `The index beside the catalogue was missing or damaged and was begun anew; labels are safe. Index again to listen to ${soundsOf(repair.sounds)}.`;
    case 'index-behind':
      return `${soundsOf(repair.sounds)} ${repair.sounds === 1 ? 'is' : 'are'} newer than the index beside the catalogue. Index again to listen to them.`;
    case 'catalogue-salvaged': {
      const { setAside, sounds, labels, lost, backup } = repair;
      const saved = `${soundsOf(sounds)} and ${labels} ${labels === 1 ? 'label' : 'labels'} were saved`;
      const from = backup === null ? '' : `, some of them from the backup “${backup}”`;
      const parts = lost === 0 ? '' : `; ${lost} ${lost === 1 ? 'part' : 'parts'} of it could not be read`;
      return `The catalogue was damaged: ${saved}${from}${parts}. The damaged file is kept at “${setAside}”. Index your folders again to complete it.`;
    }
  }
}

const soundsOf = (count: number): string => `${count} ${count === 1 ? 'sound' : 'sounds'}`;
