declare const brand: unique symbol;
type Brand<Value, Name extends string> = Value & { readonly [brand]: Name };

/** Row of a sound (one file at one place in a library). */
export type SoundId = Brand<number, 'SoundId'>;
export type LibraryId = Brand<number, 'LibraryId'>;
/** Identity of what is heard: lower-case hex of a 128-bit hash over the encoded audio payload and its codec parameters. */
export type PayloadHash = Brand<string, 'PayloadHash'>;
/** Names one trained state of encoder, heads and calibration, e.g. `aisfx-x-sequential-ce`. */
export type ModelVersionId = Brand<string, 'ModelVersionId'>;
/** A subcategory's key, spelled as the UCS table spells it: `WOODHndl`. */
export type CatId = Brand<string, 'CatId'>;
