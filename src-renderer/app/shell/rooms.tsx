import type { ReactNode } from 'react';
import { Evaluation, EvaluationHead, MapHead, MapScreen, Training, TrainingHead } from '../../features/index.ts';
import type { Room } from '../state.ts';

/** A screen of its own beside the table and the review. */
export type RoomScreen = {
  readonly room: Exclude<Room, 'browser'>;
  /** In the row of screens. */
  readonly name: string;
  /** In the window's head, where the table has its search. */
  readonly Head: () => ReactNode;
  readonly Screen: () => ReactNode;
};

/** In the order in which they are shown. */
export const roomScreens: readonly RoomScreen[] = [
  { room: 'map', name: 'Map', Head: MapHead, Screen: MapScreen },
  { room: 'training', name: 'Training', Head: TrainingHead, Screen: Training },
  { room: 'evaluation', name: 'Evaluation', Head: EvaluationHead, Screen: Evaluation },
];
