import { type EditableField, editableFields } from '../../../src-shared/contract/edits.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';

/** Something of a sound that several may have in common: a field, the note, the label. */
export type Aspect = EditableField | 'note' | 'label' | 'isFavourite' | 'stars';

/** What several sounds have in common; an aspect that is left out is not the same everywhere. */
export type CommonValues = { readonly [Of in Aspect]?: string };

const aspectsOf = (sound: SoundRecord): CommonValues => ({
  ...Object.fromEntries(editableFields.map((field) => [field, sound.fields[field] ?? ''])),
  note: sound.note ?? '',
  label: sound.label === null ? '' : (sound.label.catId ?? sound.label.category),
  isFavourite: sound.favourite ? 'yes' : '',
  stars: String(sound.rating),
});

/** @param common of the sounds before; `null`: there were none */
export function withSound(common: CommonValues | null, sound: SoundRecord): CommonValues {
  const own = aspectsOf(sound);
  if (common === null) return own;
  return Object.fromEntries(Object.entries(common).filter(([aspect, value]) => own[aspect as Aspect] === value));
}
