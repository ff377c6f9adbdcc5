import fs from 'node:fs';
import path from 'node:path';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const windowState = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(400),
  height: z.int().min(300),
  maximized: z.boolean(),
});
export type WindowState = z.output<typeof windowState>;

/**
 * Where the window stood last.
 *
 * @param workAreas of the displays that are there now
 * @returns null where it was never written, or lies where no display is any more
 */
export function readWindowState(file: string, workAreas: readonly Rectangle[]): WindowState | null {
  try {
    const state = windowState.parse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return workAreas.some((area) => overlaps(state, area)) ? state : null;
  } catch {
    return null;
  }
}

/** Forgotten where it can't be written: the window opens in the middle then. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, JSON.stringify(state));
  } catch {
    // A full or read-only disk must not keep a window from closing.
  }
}

/** Enough of the title bar can be seen to move the window by. */
function overlaps(window: Rectangle, area: Rectangle): boolean {
  const shown = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x);
  return shown >= 100 && window.y >= area.y - 10 && window.y < area.y + area.height - 50;
}
