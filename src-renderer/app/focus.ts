const SEARCH_ID = 'search';
const TABLE_ID = 'sounds';

/** Names by which the parts of the window find each other's focus. */
export const focusIds = { search: SEARCH_ID, table: TABLE_ID };

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
