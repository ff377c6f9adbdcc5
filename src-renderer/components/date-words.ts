const dates = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as a person reads it. */
export const dateWords = (date: Date): string => dates.format(date);
