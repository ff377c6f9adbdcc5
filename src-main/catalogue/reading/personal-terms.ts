import type { PersonalTerms } from './evaluate.ts';
import { maskOf } from './mask.ts';
import type { PersonalColumns } from './personal-columns.ts';

/** What a query's `note:`, `coll:`, `fav:` and `rating:` ask. */
export function personalTerms(personal: PersonalColumns): PersonalTerms {
  return {
    notes: (value, columns) => {
      const wanted = value.toLowerCase();
      const found: number[] = [];
      for (const [soundId, , , note] of personal.marks()) {
        if (note?.toLowerCase().includes(wanted)) found.push(soundId);
      }
      return maskOf(found, columns);
    },
    collections: (value, columns) => maskOf(personal.idsInCollectionsNamed(value), columns),
    favourites: (columns) => maskOf(personal.favouriteIds(), columns),
    ratings: (columns) => {
      const ratings = new Uint8Array(columns.count);
      for (const [soundId, , rating] of personal.marks()) {
        const slot = columns.slotOf(soundId);
        if (slot >= 0) ratings[slot] = rating;
      }
      return ratings;
    },
  };
}
