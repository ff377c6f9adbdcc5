/** Ways in which a child can go wrong, named as the tests name them. */
import { writeSync } from 'node:fs';
import { CHANNEL_FD } from '../../../children/index.ts';

export const FAULTS = ['none', 'crash', 'leak', 'garbage', 'nonsense', 'spin'] as const;
export type Fault = (typeof FAULTS)[number];

/** Does what needs no message; `nonsense` and `none` are up to the child. */
export function commit(fault: Fault): void {
  switch (fault) {
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 'leak': {
      // As native code does it: the main thread hears nothing meanwhile.
      const held: Buffer[] = [];
      for (;;) held.push(Buffer.alloc(1024 * 1024, held.length));
    }
    case 'garbage':
      writeSync(CHANNEL_FD, Buffer.alloc(4_096, 'scribble'));
      break;
    case 'spin':
      for (;;);
  }
}
