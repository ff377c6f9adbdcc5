/** Names of files that are sent out, made of what is known of a sound: `{catId}_{fxName}_{counter:3}`. */

const nameTokens = [
  'name',
  'category',
  'subCategory',
  'catId',
  'fxName',
  'library',
  'creator',
  'source',
  'scene',
  'take',
  'date',
  'counter',
] as const;
export type NameToken = (typeof nameTokens)[number];

/** Text for each token; what is not known is left out. */
export type NameFields = Readonly<Partial<Record<Exclude<NameToken, 'counter'>, string>>> & {
  readonly counter: number;
};

const TOKEN = /\{([^{}]*)\}/g;
const COUNTER = /^counter(?::([1-9]))?$/;

function isToken(name: string): name is NameToken {
  return (nameTokens as readonly string[]).includes(name);
}

/** The first thing in a template that is no token, for a person who types one; `null` where all is well. */
export function wrongToken(template: string): string | null {
  for (const [whole, name = ''] of template.matchAll(TOKEN)) if (!isToken(name) && !COUNTER.test(name)) return whole;
  const rest = template.replace(TOKEN, '');
  return /[{}]/.exec(rest)?.[0] ?? null;
}

/**
 * Fills a template. Where a token has nothing to say, the separators around it close up: `{catId}_{fxName}` without a
 * CatID is the FXName alone.
 */
export function fillTemplate(template: string, fields: NameFields): string {
  const filled = template.replace(TOKEN, (_, name: string) => {
    const counter = COUNTER.exec(name);
    if (counter) return String(fields.counter).padStart(Number(counter[1] ?? 1), '0');
    return isToken(name) && name !== 'counter' ? (fields[name] ?? '') : '';
  });
  return filled.replace(/([_-])[_-]+/g, '$1').replace(/^[\s_-]+|[\s_-]+$/g, '');
}
