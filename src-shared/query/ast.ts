/** Where a term stands in the text, in UTF-16 units: for marking it. */
export type TextSpan = { readonly start: number; readonly end: number };

/**
 * `dur` in seconds, `rate` in Hz, `ch` and `bits` counts, `lufs` and `peak` in dB, `certainty` from 0 to 1, `added` in
 * milliseconds since 1970, `rating` from 0 (not rated) to 5.
 */
export type NumberField = 'dur' | 'rate' | 'ch' | 'bits' | 'lufs' | 'peak' | 'certainty' | 'added' | 'rating';
export type TextField = 'desc' | 'note' | 'coll';
export type StatusValue = 'indexed' | 'failed' | 'missing';
export type SourceValue = 'human' | 'file-name' | 'metadata' | 'model' | 'import' | 'none';

/** What a user's text asks for. */
export type QueryNode =
  /** Everything: an empty text. */
  | { readonly kind: 'all' }
  /** Nothing: a text that is not empty but asks for nothing, like `%`. */
  | { readonly kind: 'none' }
  /** A word of names, folders or metadata; with `prefix`, the beginning of one. */
  | {
      readonly kind: 'word';
      readonly text: string;
      readonly prefix: boolean;
      /** Written with `=`: never widened by the thesaurus. */
      readonly exact?: true;
    }
  /** A word, or what the thesaurus says means the same. */
  | {
      readonly kind: 'meaning';
      readonly word: string;
      readonly words: readonly string[];
      readonly catIds: readonly string[];
      readonly categories: readonly string[];
    }
  /** Words one after the other. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** A number between two bounds. */
  | {
      readonly kind: 'range';
      readonly field: NumberField;
      readonly from: number;
      readonly to: number;
      readonly fromIncluded: boolean;
      readonly toIncluded: boolean;
    }
  /** Category name or CatID (with `prefix`, its beginning) of the label, else of the first suggestion; case does not count. */
  | { readonly kind: 'category'; readonly value: string; readonly prefix: boolean }
  /** The same for CatIDs alone. */
  | { readonly kind: 'catId'; readonly value: string; readonly prefix: boolean }
  /** Container of the file (with `prefix`, its beginning); case does not count. */
  | { readonly kind: 'format'; readonly value: string; readonly prefix: boolean }
  /** Part of the library's name; case does not count. */
  | { readonly kind: 'library'; readonly value: string }
  /** Part of the absolute path as a person reads it; case does not count. */
  | { readonly kind: 'path'; readonly value: string }
  /** Part of the file name; case does not count. */
  | { readonly kind: 'name'; readonly value: string }
  /** Words of the description or of the person's note; part of a collection's name. */
  | { readonly kind: 'text'; readonly field: TextField; readonly value: string }
  | { readonly kind: 'favourite'; readonly value: boolean }
  | { readonly kind: 'status'; readonly value: StatusValue }
  /** Who decided the label; `none`: nobody. */
  | { readonly kind: 'source'; readonly value: SourceValue }
  | { readonly kind: 'not'; readonly term: QueryNode }
  | { readonly kind: 'and'; readonly terms: readonly QueryNode[] }
  | { readonly kind: 'or'; readonly terms: readonly QueryNode[] };

/** What a field term means, or a sentence on what is wrong with its value. */
export type FieldResult = { readonly node: QueryNode } | { readonly problem: string };

/** What is wrong with a text, where, in a sentence. */
export type QueryError = TextSpan & { readonly message: string };

export type ParsedQuery =
  | { readonly ok: true; readonly query: QueryNode }
  | { readonly ok: false; readonly error: QueryError };
