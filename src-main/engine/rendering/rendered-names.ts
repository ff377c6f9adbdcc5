import path from 'node:path';
import { fileNameFrom } from '../../../src-shared/session/index.ts';
import type { SoundRow } from '../../catalogue/index.ts';
import type { RenderPlan } from './plan-render.ts';

/** The name of a sound's file as it reads. */
export function nameOf(row: SoundRow): string {
  return path.basename(row.path.display);
}

/** What a sound's own file ends with; WAV is what is rendered. */
export function extensionOf(row: SoundRow, plan: RenderPlan): string {
  return plan.command ? '.wav' : path.extname(nameOf(row));
}

/** `Door_Slam 1.20-3.45.wav`: a part tells its place. */
export function renderedName(row: SoundRow, plan: RenderPlan): string {
  const stem = path.parse(nameOf(row)).name;
  const part = plan.command && !plan.command.isWhole;
  const place = part ? ` ${plan.startSeconds.toFixed(2)}-${plan.endSeconds.toFixed(2)}` : '';
  return fileNameFrom(`${stem}${place}`, extensionOf(row, plan));
}
