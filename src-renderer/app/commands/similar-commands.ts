import type { Command } from './command.ts';
import { canPlay, hasSelection } from './conditions.ts';

export const similarCommands: readonly Command[] = [
  {
    id: 'similar.sound',
    name: 'Find sounds like this one',
    group: 'Find',
    keys: ['Y'],
    when: (state) => hasSelection(state) && state.browser.selection?.sound?.status !== 'failed',
    run: ({ actions }) => actions.similar.likeSound(),
  },
  {
    id: 'similar.region',
    name: 'Find sounds like the region',
    group: 'Find',
    keys: ['Shift+Y'],
    when: (state) => canPlay(state) && state.player.region !== null,
    run: ({ actions }) => actions.similar.likeRegion(),
  },
  {
    id: 'similar.play-match',
    name: 'Play from the similar moment',
    group: 'Listen',
    keys: ['H'],
    when: ({ similar, player }) => player.sound !== null && similar.matches.has(player.sound.id),
    run: ({ actions }) => actions.similar.playMatch(),
  },
  {
    id: 'similar.mode',
    name: 'Compare best moments or whole sounds',
    group: 'Find',
    keys: ['Shift+W'],
    when: ({ similar }) => similar.question !== null,
    run: ({ store, actions }) =>
      actions.similar.setMode(store.getState().similar.mode === 'moment' ? 'whole' : 'moment'),
  },
  {
    id: 'similar.within-search',
    name: 'Look for similar sounds within the search',
    group: 'Find',
    keys: ['W'],
    when: ({ similar }) => similar.question !== null,
    run: ({ store, actions }) => actions.similar.setWithinSearch(!store.getState().similar.isWithinSearch),
  },
  {
    id: 'similar.leave',
    name: 'Back to the search',
    group: 'Find',
    keys: ['Backspace'],
    when: ({ similar }) => similar.question !== null,
    run: ({ actions }) => actions.similar.leave(),
  },
];
