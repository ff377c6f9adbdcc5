import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { Packet } from 'node-av/lib';
import type { Warnings } from '../warnings.ts';
import type { SoundStream } from './demuxer.ts';

/** Errors in a row after which a file is given up: some demuxers never reach an end on damaged files. */
const MOST_ERRORS = 64;

/** A packet of the audio stream and its bytes; both are gone when the next one is asked for. */
export type SoundPacket = { readonly packet: Packet; readonly data: Buffer };

/** The audio stream's packets, each valid only until the next. Read errors are skipped and warned about. */
export function* packetsOf(sound: SoundStream, warnings: Warnings): Generator<SoundPacket, void> {
  const packet = new Packet();
  packet.alloc();
  try {
    for (let errors = 0; errors < MOST_ERRORS; ) {
      const result = sound.container.readFrameSync(packet);
      if (result === AVERROR_EOF) return;
      if (result < 0) {
        errors++;
        if (result !== AVERROR_EAGAIN) warnings.count('damagedPassage');
        continue;
      }
      errors = 0;
      const data = packet.streamIndex === sound.streamIndex ? packet.data : null;
      if (data !== null) {
        if (isAudioPacket(sound.codec, data)) yield { packet, data };
        giveBack(data);
      }
      packet.unref();
    }
  } finally {
    packet.free();
  }
}

/** Tags behind the last MPEG frame come as packets of their own; they aren't sound and must not change the hash. */
export function isAudioPacket(codec: string, data: Buffer): boolean {
  if (!/^mp[123]$/.test(codec)) return true;
  return data.length > 1 && data[0] === 0xff && ((data[1] ?? 0) & 0xe0) === 0xe0;
}

/** Frees the copy that the binding made at once: the garbage collector would let a hundred megabytes gather first. */
function giveBack(data: Buffer): void {
  const { buffer } = data;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === data.byteLength) buffer.transfer(0);
}
