/** The setting under which a catalogue keeps the UCS list that was imported into it, as JSON; without it, the shipped one counts. */
export const ucsListSetting = 'ucs.list';
