/** Constants of the evidence from names, chosen on one half of the open libraries and checked on the other. */
export const weights = {
  fileName: 1,
  /** Folders from the nearest outwards; the last counts for all further ones. */
  folders: [0.65, 0.52, 0.42, 0.33, 0.25],
  libraryName: 0.25,
  /** Embedded metadata. */
  fxName: 1,
  title: 0.7,
  description: 0.6,
  keywords: 0.6,
  categoryWords: 1.2,
  comment: 0.25,
  /** What is left of a word's weight when every sound of the library carries it. */
  everywhere: 0.25,
  /** Every further word for the same category counts this much of itself. */
  further: 0.6,
  /** Strength for VOICES of each word of an everyday sentence after the first, the most it can reach, and the part for MUSICAL. */
  sentenceWord: 1,
  sentenceMost: 3,
  sentenceFirst: 0.4,
  songShare: 0.35,
  /** What the other file names of the folder say on average. */
  neighbours: 1.25,
  /** …less where the sound's own words are strong: half at this score. */
  neighboursHalvedBy: 3,
  /** A score below this is no evidence. */
  least: 0.3,
  /** Score to natural logarithm of odds. */
  scale: 1.8,
  /** Probability that is spread over all categories whatever the words say. */
  doubt: 0.05,
  /** Near certainty of a UCS name or an embedded CatID. */
  statedCategory: 0.97,
  statedSubcategory: 0.97,
  /** Score that "no subcategory is meant" has beside the subcategories of a category. */
  noSubcategory: 1.5,
} as const;
