/**
 * Messages as frames on a pipe: magic, length, checksum, then the value as V8 writes it. Node's own channel throws in
 * the engine's event loop when a child's native code scribbles on it; here such bytes are an error of that one child.
 */
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

const MAGIC = 0x53_4e_54_51;
const HEADER_BYTES = 12;
/** Far above any real message (the overview of a sound of a day is some tens of megabytes). */
export const MAX_MESSAGE_BYTES = 512 * 1024 * 1024;

/** What arrived can't be a message. */
export class FrameError extends Error {}

/** One message as the pieces to write, in their order. @throws FrameError where it is larger than a frame may be */
export function toFrame(message: unknown): readonly [header: Buffer, payload: Buffer] {
  const payload = serialize(message);
  if (payload.length > MAX_MESSAGE_BYTES) throw new FrameError(`a message of ${payload.length} bytes is too large`);
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  header.writeUInt32LE(MAGIC, 0);
  header.writeUInt32LE(payload.length, 4);
  header.writeUInt32LE(crc32(payload), 8);
  return [header, payload];
}

/** Puts messages together from the pieces in which a pipe delivers them. */
export class FrameReader {
  readonly #header = Buffer.alloc(HEADER_BYTES);
  #headerBytes = 0;
  #payload: Buffer | null = null;
  #payloadBytes = 0;
  /** Summed piece by piece: a large message must not hold the event loop up at its end. */
  #checksum = 0;

  /** @returns the messages that `piece` completes, nothing about their shape is known @throws FrameError */
  *push(piece: Uint8Array): Generator<unknown> {
    let rest = piece;
    while (rest.length > 0) {
      rest = this.#payload ? this.#takePayload(this.#payload, rest) : this.#takeHeader(rest);
      if (this.#payload?.length === this.#payloadBytes) yield this.#finish(this.#payload);
    }
  }

  #takeHeader(bytes: Uint8Array): Uint8Array {
    const taken = bytes.subarray(0, HEADER_BYTES - this.#headerBytes);
    this.#header.set(taken, this.#headerBytes);
    this.#headerBytes += taken.length;
    if (this.#headerBytes === HEADER_BYTES) {
      if (this.#header.readUInt32LE(0) !== MAGIC) throw new FrameError('bytes that are no message');
      const length = this.#header.readUInt32LE(4);
      if (length > MAX_MESSAGE_BYTES) throw new FrameError(`a message of ${length} bytes`);
      // Of its own, not of Node's shared pool: arrays of the message are views on it.
      this.#payload = Buffer.allocUnsafeSlow(length);
      this.#payloadBytes = 0;
      this.#checksum = 0;
    }
    return bytes.subarray(taken.length);
  }

  #takePayload(payload: Buffer, bytes: Uint8Array): Uint8Array {
    const taken = bytes.subarray(0, payload.length - this.#payloadBytes);
    payload.set(taken, this.#payloadBytes);
    this.#payloadBytes += taken.length;
    this.#checksum = crc32(taken, this.#checksum);
    return bytes.subarray(taken.length);
  }

  #finish(payload: Buffer): unknown {
    this.#payload = null;
    this.#headerBytes = 0;
    if (this.#checksum !== this.#header.readUInt32LE(8)) throw new FrameError('a message with a wrong checksum');
    try {
      return deserialize(payload);
    } catch {
      throw new FrameError('a message that can not be read');
    }
  }
}
