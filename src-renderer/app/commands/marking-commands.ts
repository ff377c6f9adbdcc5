import type { Command } from './command.ts';
import { canPlay } from './conditions.ts';

export const markingCommands: readonly Command[] = [
  {
    id: 'player.frame-region',
    name: 'Make the frame here the region',
    group: 'Listen',
    keys: ['Shift+V'],
    when: (state) => canPlay(state) && (state.player.frames?.length ?? 0) > 0,
    run: ({ actions }) => actions.player.frameToRegion(),
  },
  {
    id: 'player.marker-set',
    name: 'Set a marker here',
    group: 'Listen',
    keys: ['I'],
    when: canPlay,
    run: ({ actions }) => void actions.player.setMarker(),
  },
  {
    id: 'player.marker-region',
    name: 'Keep the region under a name',
    group: 'Listen',
    keys: ['Shift+I'],
    when: (state) => canPlay(state) && state.player.region !== null,
    run: ({ actions }) => void actions.player.keepRegion(),
  },
  {
    id: 'player.marker-next',
    name: 'Go to the next marker',
    group: 'Listen',
    keys: ['Shift+ArrowRight'],
    when: canPlay,
    run: ({ actions }) => actions.player.goToMarker(1),
  },
  {
    id: 'player.marker-previous',
    name: 'Go to the previous marker',
    group: 'Listen',
    keys: ['Shift+ArrowLeft'],
    when: canPlay,
    run: ({ actions }) => actions.player.goToMarker(-1),
  },
  {
    id: 'player.marker-name',
    name: 'Name the marker',
    group: 'Listen',
    keys: ['Shift+N'],
    when: ({ player }) => player.marker !== null,
    run: ({ actions }) => actions.player.startNaming(),
  },
  {
    id: 'player.marker-remove',
    name: 'Remove the marker',
    group: 'Listen',
    keys: ['Shift+Backspace'],
    when: ({ player }) => player.marker !== null,
    run: ({ actions }) => void actions.player.removeMarker(),
  },
];
