/** Forms that the rules below would spoil or miss, with the word they belong to. */
const irregular: ReadonlyMap<string, string> = new Map(
  Object.entries({
    feet: 'foot',
    mice: 'mouse',
    geese: 'goose',
    teeth: 'tooth',
    men: 'man',
    women: 'woman',
    children: 'child',
    wolves: 'wolf',
    leaves: 'leaf',
    knives: 'knife',
    hooves: 'hoof',
    axes: 'axe',
    buses: 'bus',
    broken: 'break',
    buildings: 'building',
    settings: 'setting',
    earrings: 'earring',
    bearings: 'bearing',
    glasses: 'glass',
  }),
);

/** Words that look like a form of another word and are none: a bowling alley has no bowls, a moped is no mop. */
const whole: ReadonlySet<string> = new Set(
  (
    'bearing bowling boxing building canned canvas ceiling clothing cocking drawing during earring evening fishing hundred ' +
    'ironing lightning missed moped morning naked news pants parking planing pudding sacred setting spelling stocking wedding winding'
  ).split(' '),
);

const vowel = /[aeiouy]/;
const doubled = /([bdgmnprt])\1$/;
const shortWithLostE = /^[^aeiou]+[aeiou][^aeiouwxy]$/;

/**
 * Light stemming of an English word in small letters: plural, -ing, -ed and a silent -e.
 * Words of the same family meet in one stem (`doors` and `door`, `exploding` and `explode`), which is a key, not a word;
 * `glass`, `bus` and `bass` stay what they are.
 */
export function stem(word: string): string {
  if (word.length < 4) return word;
  if (whole.has(word)) return word;
  const known = irregular.get(word);
  if (known !== undefined && whole.has(known)) return known;
  return dropSilentE(known ?? dropVerbEnding(dropPlural(word)));
}

function dropPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is|os)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word;
  if (/(?:ch|sh|x|ss|zz)es$/.test(word)) return word.slice(0, -2);
  return word.slice(0, -1);
}

function dropVerbEnding(word: string): string {
  const ending = word.endsWith('ing') ? 3 : word.endsWith('ed') && !word.endsWith('eed') ? 2 : 0;
  const rest = word.slice(0, word.length - ending);
  if (ending === 0 || rest.length < 3 || !vowel.test(rest)) return word;
  if (doubled.test(rest)) return rest.slice(0, -1);
  return rest.length === 3 && shortWithLostE.test(rest) ? `${rest}e` : rest;
}

function dropSilentE(word: string): string {
  return word.length > 4 && word.endsWith('e') && !word.endsWith('ee') ? word.slice(0, -1) : word;
}

/** Looser stems to try for a word that the vocabulary lacks: `blower` → `blow`, `squeaky` → `squeak`. */
export function looserStems(word: string): readonly string[] {
  const found: string[] = [];
  for (const ending of ['ers', 'er', 'ors', 'or', 'ly', 'y', 'ish', 'ness', 'en']) {
    if (!word.endsWith(ending) || word.length - ending.length < 4) continue;
    const rest = word.slice(0, -ending.length);
    found.push(stem(rest));
    if (doubled.test(rest)) found.push(stem(rest.slice(0, -1)));
  }
  return found;
}
