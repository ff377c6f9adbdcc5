import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, Frame, Packet } from 'node-av/lib';
import { openDecoder } from '../decoding/open-decoder.ts';
import { RAW_LAYOUTS } from '../decoding/pcm-layouts.ts';
import { SAMPLE_BYTES, type SampleLayout } from '../front-end/memory-layout.ts';
import type { SoundStream } from '../source/demuxer.ts';
import { isAudioPacket } from '../source/packets.ts';
import { planesOfFrame, planesOfPcm, type SamplePlanes } from './decoded-planes.ts';

/** Errors in a row after which a file is given up: some demuxers never reach an end on damaged files. */
const MOST_ERRORS = 64;

/** What came out at once. */
export type DecodedBlock = {
  readonly planes: SamplePlanes;
  /** In units of the stream's time base. */
  readonly timestamp: bigint;
  readonly sampleRateHz: number;
};

/** A stream as blocks of samples, from wherever its container stands; damaged passages are left out. */
export interface BlockSource {
  /** `null` at the end. */
  next(): DecodedBlock | null;
  /** Forgets what it holds, after the container was moved to another place. */
  restart(): void;
  close(): void;
}

/** The stream's next packet that holds sound. */
class PacketReader {
  readonly packet = new Packet();
  readonly #stream: SoundStream;

  constructor(stream: SoundStream) {
    this.#stream = stream;
    this.packet.alloc();
  }

  /** @returns its bytes, valid until the next call; `null` at the end */
  next(): Buffer | null {
    for (let errors = 0; errors < MOST_ERRORS; ) {
      this.packet.unref();
      const read = this.#stream.container.readFrameSync(this.packet);
      if (read === AVERROR_EOF) return null;
      if (read < 0) errors++;
      else if (this.packet.streamIndex === this.#stream.streamIndex) {
        const { data } = this.packet;
        if (data !== null && isAudioPacket(this.#stream.codec, data)) return data;
      }
    }
    return null;
  }
}

/** Little-endian PCM: packets are samples, and no decoder mistakes their depth. */
class PcmSource implements BlockSource {
  readonly #stream: SoundStream;
  readonly #layout: SampleLayout;
  readonly #packets: PacketReader;

  constructor(stream: SoundStream, layout: SampleLayout) {
    this.#stream = stream;
    this.#layout = layout;
    this.#packets = new PacketReader(stream);
  }

  next(): DecodedBlock | null {
    for (;;) {
      const data = this.#packets.next();
      if (data === null) return null;
      const planes = planesOfPcm(data, this.#layout, this.#stream.channels);
      const { sampleRateHz } = this.#stream;
      if (planes) return { planes, timestamp: this.#packets.packet.pts, sampleRateHz };
    }
  }

  restart(): void {}

  close(): void {
    this.#packets.packet.free();
  }
}

/** Everything else goes through FFmpeg's decoders. */
class DecodedSource implements BlockSource {
  readonly #decoder: CodecContext;
  readonly #frame = new Frame();
  readonly #packets: PacketReader;
  #ended = false;

  constructor(stream: SoundStream) {
    this.#decoder = openDecoder(stream);
    this.#frame.alloc();
    this.#packets = new PacketReader(stream);
  }

  next(): DecodedBlock | null {
    for (;;) {
      const received = this.#decoder.receiveFrameSync(this.#frame);
      if (received >= 0) {
        const { pts: timestamp, sampleRate: sampleRateHz } = this.#frame;
        const planes = planesOfFrame(this.#frame);
        this.#frame.unref();
        if (planes) return { planes, timestamp, sampleRateHz };
        continue;
      }
      if (received === AVERROR_EOF || (received === AVERROR_EAGAIN && this.#ended)) return null;
      // Any other error is of the packet before: some decoders repeat it until they get the next.
      this.#feed();
    }
  }

  restart(): void {
    this.#ended = false;
    this.#decoder.flushBuffers();
  }

  close(): void {
    this.#packets.packet.free();
    this.#frame.free();
    this.#decoder.freeContext();
  }

  #feed(): void {
    if (this.#ended) return;
    if (this.#packets.next() === null) {
      this.#ended = true;
      this.#decoder.sendPacketSync(null);
    } else {
      this.#decoder.sendPacketSync(this.#packets.packet);
    }
  }
}

/** @throws SonothequeError `unsupported-codec` */
export function openBlockSource(stream: SoundStream): BlockSource {
  const layout = RAW_LAYOUTS.get(stream.codec);
  return layout !== undefined && stream.blockAlign === SAMPLE_BYTES[layout] * stream.channels
    ? new PcmSource(stream, layout)
    : new DecodedSource(stream);
}
