import { focusTable } from '../focus.ts';
import type { Command } from './command.ts';
import { hasJobs } from './conditions.ts';

export const jobCommands: readonly Command[] = [
  {
    id: 'jobs.panel',
    name: 'Show or hide jobs',
    group: 'Jobs',
    keys: ['J'],
    run: ({ store, actions }) => {
      if (store.getState().jobs.panelOpen) focusTable();
      actions.jobs.togglePanel();
    },
  },
  {
    id: 'jobs.pause-all',
    name: 'Pause all jobs',
    group: 'Jobs',
    keys: ['Shift+P'],
    when: hasJobs,
    run: ({ actions }) => void actions.jobs.pauseAll(),
  },
  {
    id: 'jobs.resume-all',
    name: 'Resume all jobs',
    group: 'Jobs',
    keys: ['Shift+R'],
    when: hasJobs,
    run: ({ actions }) => void actions.jobs.resumeAll(),
  },
];
