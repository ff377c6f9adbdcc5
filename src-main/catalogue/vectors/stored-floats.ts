/** Numbers as they lie in a BLOB (float32, little endian), copied so that they are aligned; none where there is no BLOB. */
export function floatsOf(bytes: Buffer | undefined): Float32Array {
  return bytes === undefined ? new Float32Array(0) : new Float32Array(Uint8Array.from(bytes).buffer);
}
