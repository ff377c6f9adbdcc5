import { type Subcategory, subcategories as shipped } from './table.ts';

/** A list of the Universal Category System, as published or as imported. */
export type UcsList = {
  /** `8.2.1`. */
  readonly version: string;
  readonly subcategories: readonly Subcategory[];
  /** CatIDs of lists before, in lower case, and what they are called in this one. */
  readonly renamed: { readonly [formerCatId: string]: string };
};

/** A list with what is looked up in it. */
export type UcsTable = UcsList & {
  /** In alphabetical order. */
  readonly categories: readonly string[];
  /** By lower-case CatID. */
  readonly byCatId: ReadonlyMap<string, Subcategory>;
};

const tableOf = (list: UcsList): UcsTable => ({
  ...list,
  categories: [...new Set(list.subcategories.map(({ category }) => category))].sort(),
  byCatId: new Map(list.subcategories.map((row) => [row.catId.toLowerCase(), row])),
});

/** The list that the product comes with, and that the encoder's heads were made for. */
export const shippedUcsList: UcsTable = tableOf({ version: '8.2.1', subcategories: shipped, renamed: {} });

let inForce = shippedUcsList;

/** The list that sounds are named by now. Don't keep what it gives: another may be imported while the product runs. */
export const ucsInForce = (): UcsTable => inForce;

/** Puts another list in force, in this process or thread; `null`: the one that the product comes with. */
export function putUcsListInForce(list: UcsList | null): void {
  inForce = list === null ? shippedUcsList : tableOf(list);
}

/** What is made of a list once, and again when another is in force. */
export function ofUcsInForce<Made>(make: (table: UcsTable) => Made): () => Made {
  let made: { readonly of: UcsTable; readonly value: Made } | undefined;
  return () => {
    if (made?.of !== inForce) made = { of: inForce, value: make(inForce) };
    return made.value;
  };
}
