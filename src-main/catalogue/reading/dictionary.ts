export type Word = string | number;

/** Values that repeat, as small numbers; 0 stands for none. */
export type Dictionary = {
  /** Takes a new value in. */
  readonly codeOf: (value: Word | null) => number;
  /** −1 for a value that no sound has. */
  readonly find: (value: Word) => number;
  /** By code. */
  readonly values: readonly Word[];
};

/** Codes fit 16 bits. */
const mostCodes = 65_536;

/** Beyond 65,535 different values (there are 82 categories, 753 CatIDs, some formats and rates) the rest count as none. */
export function createDictionary(known: readonly Word[] = ['']): Dictionary {
  const values: Word[] = [...known];
  const codes = new Map<Word, number>();
  for (const [code, value] of values.entries()) if (code > 0) codes.set(value, code);
  return {
    values,
    find: (value) => codes.get(value) ?? -1,
    codeOf: (value) => {
      if (value === null) return 0;
      const known = codes.get(value);
      if (known !== undefined) return known;
      if (values.length === mostCodes) return 0;
      codes.set(value, values.length);
      return values.push(value) - 1;
    },
  };
}
