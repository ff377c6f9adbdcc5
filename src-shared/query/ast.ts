/** Where a term stands in the text, in UTF-16 units: for marking it. */
export type TextSpan = { readonly start: number; readonly end: number };

export type NumberField = 'dur' | 'rate' | 'ch';
export type StatusValue = 'indexed' | 'failed' | 'missing';
export type SourceValue = 'human' | 'file-name' | 'metadata' | 'model' | 'import';

/** What a user's text asks for. */
export type QueryNode =
  /** Everything: an empty text. */
  | { readonly kind: 'all' }
  /** Nothing: a text that is not empty but asks for nothing, like `%`. */
  | { readonly kind: 'none' }
  /** A word of names, folders or metadata; with `prefix`, the beginning of one. */
  | { readonly kind: 'word'; readonly text: string; readonly prefix: boolean }
  /** Words one after the other. */
  | { readonly kind: 'phrase'; readonly text: string }
  /** Seconds (`dur`), Hz (`rate`) or a count (`ch`) between two bounds. */
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
  /** Part of the library's name; case does not count. */
  | { readonly kind: 'library'; readonly value: string }
  /** Part of the absolute path as a person reads it; case does not count. */
  | { readonly kind: 'path'; readonly value: string }
  | { readonly kind: 'status'; readonly value: StatusValue }
  /** Who decided the label. */
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
