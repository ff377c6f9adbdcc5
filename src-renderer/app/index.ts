export { CommandButton, commandTitle } from './commands/command-button.tsx';
export { useActions, useAppState } from './context.ts';
export { failureOf } from './failure-of.ts';
export { focusIds, focusTable } from './focus.ts';
export { remember, remembered } from './preferences.ts';
export type { ActionContext, AppState, Notice, OpenDialogue } from './state.ts';
