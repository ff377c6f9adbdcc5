const SEARCH_ID = 'search';
const TABLE_ID = 'sounds';

/** Names by which the parts of the window find each other's focus. */
export const focusIds = { search: SEARCH_ID, table: TABLE_ID, note: 'note-field', metadata: 'first-field' };

/** Into a field of the inspector. */
export function focusField(field: 'note' | 'metadata'): void {
  const element = document.getElementById(focusIds[field]);
  element?.focus();
  element?.scrollIntoView({ block: 'nearest' });
}

export function focusSearch(): void {
  const field = document.getElementById(SEARCH_ID);
  if (!(field instanceof HTMLInputElement)) return;
  field.focus();
  field.select();
}

export function focusTable(): void {
  document.getElementById(TABLE_ID)?.focus();
}

export const isInSearch = (): boolean => document.activeElement?.id === SEARCH_ID;

/** Beside the name in the row that the table points at, in pixels of the window; the table's corner where there is none. */
export function placeOfChosenRow(): { readonly x: number; readonly y: number } {
  const table = document.getElementById(TABLE_ID);
  const row = document.getElementById(table?.getAttribute('aria-activedescendant') ?? '');
  const { left = 0, bottom = 0 } = (row ?? table)?.getBoundingClientRect() ?? {};
  return { x: left + 24, y: bottom };
}
