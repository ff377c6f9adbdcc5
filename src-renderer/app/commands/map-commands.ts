import type { AppState } from '../state.ts';
import type { Command } from './command.ts';
import { placeNow } from './conditions.ts';

const isOnMap = (state: AppState): boolean => placeNow(state) === 'map';
const hasChosen = (state: AppState): boolean => isOnMap(state) && state.map.chosen !== null;

/** What can be done on the map only. */
export const mapCommands: readonly Command[] = [
  {
    id: 'map.lasso',
    name: 'Draw around sounds on the map',
    group: 'Find',
    keys: ['Shift+A'],
    place: 'map',
    when: (state) => isOnMap(state) && state.map.loaded !== null,
    run: ({ actions }) => actions.map.toggleLasso(),
  },
  {
    id: 'map.label',
    name: 'Label the sounds chosen on the map',
    group: 'Decide',
    keys: ['Shift+L'],
    place: 'map',
    when: hasChosen,
    run: ({ actions }) => actions.shell.open({ kind: 'category' }),
  },
  {
    id: 'map.save',
    name: 'Save the sounds chosen on the map as a collection',
    group: 'Find',
    keys: ['Shift+S'],
    place: 'map',
    when: hasChosen,
    run: ({ actions }) => actions.shell.open({ kind: 'map-collection', isShown: false }),
  },
];
