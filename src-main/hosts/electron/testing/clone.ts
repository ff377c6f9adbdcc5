import v8 from 'node:v8';

/**
 * What crosses between Electron's processes is cloned by V8 itself: views keep their type, a Buffer arrives as plain
 * bytes, and what V8 doesn't know (a Blob, a function) throws.
 */
export function serialize(value: unknown): Uint8Array<ArrayBuffer> {
  const serializer = new v8.Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return new Uint8Array(serializer.releaseBuffer());
}

export function deserialize(payload: Uint8Array): unknown {
  const deserializer = new v8.Deserializer(payload);
  deserializer.readHeader();
  return deserializer.readValue();
}
