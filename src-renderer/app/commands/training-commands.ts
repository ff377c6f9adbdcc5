import type { AppState } from '../state.ts';
import { type Command, isAt } from './command.ts';
import { placeNow } from './conditions.ts';

type LabPart = AppState['training']['part'];

const isOn =
  (part: LabPart) =>
  ({ training }: AppState): boolean =>
    training.part === part;

const showing = (id: string, part: LabPart, name: string, key: string): Omit<Command, 'group' | 'place'> => ({
  id,
  name,
  keys: [key],
  run: ({ actions }) => actions.training.show(part),
});

/** The run on show: the chosen one, else the newest. */
const shownRun = ({ training: { part, runs, chosenRun } }: AppState) =>
  part === 'runs' ? (runs?.find(({ id }) => id === chosenRun) ?? runs?.[0]) : undefined;
const isUnderWay = (state: AppState): boolean => ['queued', 'running', 'paused'].includes(shownRun(state)?.state ?? '');
const showsVersions = ({ training }: AppState): boolean =>
  training.part === 'versions' && training.busyWith === null && training.versions !== null;

const inLab: readonly Omit<Command, 'group' | 'place'>[] = [
  showing('training.new', 'new', 'Set up a run', 'S'),
  showing('training.runs', 'runs', 'Show the runs', 'R'),
  showing('training.versions', 'versions', 'Show the model versions', 'V'),
  {
    id: 'training.estimate',
    name: 'Estimate what the run takes',
    keys: ['E'],
    when: isOn('new'),
    run: ({ actions }) => void actions.training.estimate(),
  },
  {
    id: 'training.start',
    name: 'Start the run',
    keys: ['Mod+Enter'],
    when: (state) => isOn('new')(state) && !state.training.isStarting,
    whileTyping: true,
    run: ({ actions }) => void actions.training.start(),
  },
  {
    id: 'training.copy',
    name: 'Copy the configuration',
    keys: ['O'],
    when: isOn('new'),
    run: ({ actions }) => void actions.training.copyConfiguration(),
  },
  {
    id: 'training.paste',
    name: 'Paste a configuration',
    keys: ['T'],
    run: ({ actions }) => actions.training.openPaste(),
  },
  {
    id: 'training.pause',
    name: 'Pause the run, or resume it',
    keys: ['H'],
    when: isUnderWay,
    run: ({ actions }) => void actions.training.pauseOrResume(),
  },
  {
    id: 'training.cancel',
    name: 'Cancel the run',
    keys: ['X'],
    when: isUnderWay,
    run: ({ actions }) => void actions.training.cancelRun(),
  },
  {
    id: 'training.remove-run',
    name: 'Remove the run',
    keys: ['Delete'],
    when: (state) => shownRun(state) !== undefined && !isUnderWay(state),
    run: ({ actions }) => actions.training.askToRemoveRun(),
  },
  {
    id: 'training.activate',
    name: 'Activate the version',
    keys: ['B'],
    when: (state) => showsVersions(state) && (state.training.versions?.length ?? 0) > 1,
    run: ({ actions }) => actions.training.askToActivate(),
  },
  {
    id: 'training.rollback',
    name: 'Roll back to the version before',
    keys: ['Shift+B'],
    when: (state) => showsVersions(state) && state.training.versions?.some(({ isPrevious }) => isPrevious) === true,
    run: ({ actions }) => void actions.training.rollback(),
  },
  {
    id: 'training.rename',
    name: 'Rename the version',
    keys: ['F2'],
    when: showsVersions,
    run: ({ actions }) => actions.training.openVersionDialogue('rename-version'),
  },
];

/** What can be done in the training lab only. */
export const trainingCommands: readonly Command[] = inLab.map((command) => {
  const placed = { ...command, group: 'Training', place: 'training' } as const;
  return { ...placed, when: (state) => isAt(placed, placeNow(state)) && (command.when?.(state) ?? true) };
});
