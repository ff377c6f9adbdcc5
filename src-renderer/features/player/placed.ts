import type { CSSProperties } from 'react';

/** Of the stage: which part of the sound is in sight. Set at each step of a scroll, past React. */
const VIEW_START = '--view-start';
const VIEW_LENGTH = '--view-length';
const AT = '--at' as string;
const LENGTH = '--length' as string;

/** Where something stands in the sound, for the class `placed` of the style sheet, which moves it with the waveform. */
export const placed = ({
  startSeconds,
  endSeconds,
}: {
  readonly startSeconds: number;
  readonly endSeconds: number | null;
}): CSSProperties => ({ [AT]: startSeconds, [LENGTH]: endSeconds === null ? 0 : endSeconds - startSeconds });

/** Says to all that is placed on a stage which part of the sound is in sight. */
export function showView(stage: HTMLElement, startSeconds: number, lengthSeconds: number): void {
  stage.style.setProperty(VIEW_START, String(startSeconds));
  stage.style.setProperty(VIEW_LENGTH, String(Math.max(lengthSeconds, Number.EPSILON)));
}
