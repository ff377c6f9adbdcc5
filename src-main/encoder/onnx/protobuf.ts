/**
 * The little of Protocol Buffers that writing an ONNX file needs.
 * Source: https://protobuf.dev/programming-guides/encoding/
 */

const WIRE_VARINT = 0;
const WIRE_LENGTH_DELIMITED = 2;
const WIRE_FIXED_32 = 5;

/** Collects the fields of one message; `bytes()` joins them in the order they were added. */
export class MessageWriter {
  readonly #parts: Uint8Array[] = [];

  /** An `int32`, `int64`, `uint64` or enum field; negative numbers take ten bytes, as the format has it. */
  integer(field: number, value: number | bigint): this {
    this.#key(field, WIRE_VARINT);
    this.#parts.push(encodeVarint(BigInt(value)));
    return this;
  }

  float(field: number, value: number): this {
    this.#key(field, WIRE_FIXED_32);
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setFloat32(0, value, true);
    this.#parts.push(bytes);
    return this;
  }

  text(field: number, value: string): this {
    return this.binary(field, new TextEncoder().encode(value));
  }

  binary(field: number, value: Uint8Array): this {
    this.#key(field, WIRE_LENGTH_DELIMITED);
    this.#parts.push(encodeVarint(BigInt(value.byteLength)), value);
    return this;
  }

  message(field: number, value: MessageWriter): this {
    return this.binary(field, value.bytes());
  }

  bytes(): Uint8Array {
    const joined = new Uint8Array(this.#parts.reduce((total, part) => total + part.byteLength, 0));
    let position = 0;
    for (const part of this.#parts) {
      joined.set(part, position);
      position += part.byteLength;
    }
    return joined;
  }

  #key(field: number, wireType: number): void {
    this.#parts.push(encodeVarint(BigInt(field * 8 + wireType)));
  }
}

function encodeVarint(value: bigint): Uint8Array {
  let rest = BigInt.asUintN(64, value);
  const bytes: number[] = [];
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  bytes.push(Number(rest));
  return Uint8Array.from(bytes);
}
