/** Points of a map, one value of each array a point. */
export type MapPoints = {
  readonly soundIds: Uint32Array;
  /** Two a point. */
  readonly places: Float32Array;
  /** Number of a category; 255: none. */
  readonly categories: Uint8Array;
  /** 0–255: of the first suggestion; 255 of what is labelled. */
  readonly certainties: Uint8Array;
  /** 0: nobody decided; 1: a person; 2: anything else. */
  readonly deciders: Uint8Array;
  readonly libraries: Uint8Array;
};

const pointBytes = 16;

/** Array after array, little endian: ids (uint32), places (2 × float32), then categories, certainties, deciders, libraries. */
export function writePoints({
  soundIds,
  places,
  categories,
  certainties,
  deciders,
  libraries,
}: MapPoints): Uint8Array<ArrayBuffer> {
  const count = soundIds.length;
  const bytes = new Uint8Array(count * pointBytes);
  bytes.set(new Uint8Array(soundIds.buffer, soundIds.byteOffset, 4 * count), 0);
  bytes.set(new Uint8Array(places.buffer, places.byteOffset, 8 * count), 4 * count);
  for (const [place, values] of [categories, certainties, deciders, libraries].entries()) {
    bytes.set(values.subarray(0, count), (12 + place) * count);
  }
  return bytes;
}

/** @throws RangeError for bytes that `writePoints` didn't write */
export function readPoints(bytes: ArrayBuffer): MapPoints {
  const count = bytes.byteLength / pointBytes;
  if (!Number.isInteger(count)) throw new RangeError(`${bytes.byteLength} bytes are no points`);
  const small = (place: number) => new Uint8Array(bytes, (12 + place) * count, count);
  return {
    soundIds: new Uint32Array(bytes, 0, count),
    places: new Float32Array(bytes, 4 * count, 2 * count),
    categories: small(0),
    certainties: small(1),
    deciders: small(2),
    libraries: small(3),
  };
}
