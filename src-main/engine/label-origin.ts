import os from 'node:os';
import type { LabelOrigin } from '../catalogue/index.ts';

/** Who decides, on which machine. */
export function labelOrigin(): LabelOrigin {
  return { author: os.userInfo().username, device: os.hostname() };
}
