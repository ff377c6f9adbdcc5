import type { App } from '../context.ts';
import type { AppState, Room } from '../state.ts';
import type { KeyName } from './keys.ts';

export const commandGroups = [
  'Find',
  'Listen',
  'Decide',
  'Review',
  'Session',
  'Libraries',
  'Training',
  'Evaluation',
  'Jobs',
  'Window',
] as const;

/** A screen. */
export type Place = Room | 'review';

/** Something that can be done: from its key, the palette and whatever button shows it. */
export type Command = {
  readonly id: string;
  /** A verb first, sentence case. */
  readonly name: string;
  readonly group: (typeof commandGroups)[number];
  /** That it comes with; a person may bind others. */
  readonly keys: readonly KeyName[];
  /** The screens that it belongs to: the same key may mean something else on another; all by default. */
  readonly place?: Place | readonly Place[];
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

/** Whether it belongs to a screen. */
export const isAt = ({ place: own }: Pick<Command, 'place'>, place: Place): boolean =>
  own === undefined || [own].flat().includes(place);
