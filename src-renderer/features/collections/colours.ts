/** Colours that a collection can have: of one lightness, readable as a mark on both grounds. */
export const collectionColours: readonly { readonly value: string; readonly words: string }[] = [
  { value: '', words: 'None' },
  { value: '#d9534a', words: 'Red' },
  { value: '#c9762b', words: 'Orange' },
  { value: '#a5871c', words: 'Yellow' },
  { value: '#4f9a4a', words: 'Green' },
  { value: '#2f958f', words: 'Teal' },
  { value: '#4a86d8', words: 'Blue' },
  { value: '#8a72d6', words: 'Violet' },
  { value: '#c45fa8', words: 'Pink' },
];
