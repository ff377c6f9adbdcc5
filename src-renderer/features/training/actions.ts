import type { ActionContext } from '../../app/index.ts';
import { createDraftActions } from './draft-actions.ts';
import { createRunActions } from './run-actions.ts';
import type { LabPart } from './state.ts';
import { createVersionActions } from './version-actions.ts';

/** Setting up trainings, watching them, and what becomes of them. */
export function createTrainingActions(context: ActionContext) {
  const { change } = context;
  const show = (part: LabPart): void => change('training', { part });
  const runs = createRunActions(context);
  return {
    show,
    ...createDraftActions(context, runs.showStarted),
    ...runs,
    ...createVersionActions(context),
  };
}
