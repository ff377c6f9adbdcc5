/** A playback child that goes wrong as the path says: `crash`, `spin`, `nonsense`, `garbage`; anything else is well. */
import { writeSync } from 'node:fs';
import { CHANNEL_FD, openChannel } from '../../children/index.ts';
import type { PlaybackCommand, PlaybackEvent } from '../decoding/protocol.ts';

const channel = openChannel<PlaybackCommand, PlaybackEvent>((command) => {
  if (command.kind !== 'read') return;
  const { id } = command;
  switch (Buffer.from(command.path).toString()) {
    case 'crash':
      process.kill(process.pid, 'SIGSEGV');
      break;
    case 'spin':
      for (;;);
    case 'nonsense':
      void channel.send({ kind: 'piece', id, bytes: 7 as unknown as Uint8Array });
      break;
    case 'garbage':
      writeSync(CHANNEL_FD, Buffer.alloc(4_096, 'scribble'));
      break;
    case 'other-answer':
      void channel.send({ kind: 'rendered', id, sampleRateHz: 1, channels: 1, coding: 's16', frames: 1 });
      break;
    default:
      void channel.send({ kind: 'piece', id, bytes: Uint8Array.of(1, 2, 3) });
  }
});
await channel.send({ kind: 'ready' });
