import type { App } from '../context.ts';
import type { AppState } from '../state.ts';
import type { KeyName } from './keys.ts';

export const commandGroups = ['Find', 'Listen', 'Decide', 'Review', 'Session', 'Libraries', 'Jobs', 'Window'] as const;

/** Something that can be done: from its key, the palette and whatever button shows it. */
export type Command = {
  readonly id: string;
  /** A verb first, sentence case. */
  readonly name: string;
  readonly group: (typeof commandGroups)[number];
  /** That it comes with; a person may bind others. */
  readonly keys: readonly KeyName[];
  /** The screen that it belongs to: the same key may mean something else on another; both by default. */
  readonly place?: 'browser' | 'review';
  /** Where it makes sense now; everywhere by default. */
  readonly when?: (state: AppState) => boolean;
  readonly run: (app: App) => void;
  /** Also while a text field has the keyboard. */
  readonly whileTyping?: boolean;
  /** A text field does something of its own with the key. */
  readonly leftToText?: boolean;
  /** Not worth a line in the palette: the table's own movements. */
  readonly hidden?: boolean;
};
