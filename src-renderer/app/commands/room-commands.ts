import type { Room } from '../state.ts';
import type { Command } from './command.ts';
import { hasLibraries, placeNow } from './conditions.ts';

/** The way to each screen; a screen's own key leads back to the table. */
const into = (room: Room, name: string, key: string): Command => ({
  id: `room.${room}`,
  name,
  group: 'Window',
  keys: [key],
  when: (state) => hasLibraries(state) && (room !== 'browser' || placeNow(state) !== 'browser'),
  run: ({ store, actions }) => actions.shell.enter(placeNow(store.getState()) === room ? 'browser' : room),
});

export const roomCommands: readonly Command[] = [
  into('browser', 'Go to the library', 'F6'),
  into('map', 'Go to the map', 'F7'),
  into('training', 'Go to the training lab', 'F8'),
  into('evaluation', 'Go to the evaluation lab', 'F9'),
];
