export { holderOf, isFixed, keysOf } from './commands/bindings.ts';
export { CommandButton, CommandKey, useKeyWords } from './commands/command-button.tsx';
export { type Command, commandGroups, commands } from './commands/commands.ts';
export { keyWords, pressedKey } from './commands/keys.ts';
export { useActions, useAppState } from './context.ts';
export { failureOf } from './failure-of.ts';
export { focusIds, focusTable } from './focus.ts';
export { type Kept, kept, keptChoice } from './kept.ts';
export type { ActionContext, AppState, Notice, OpenDialogue, SettingsPart } from './state.ts';
