/**
 * What numbered variants of one sound share: `door_01.wav`, `door_02.wav`, `door 3.ogg`, `hit1a`, `hit1b`, `step-L1`
 * lie in one folder and differ in what counts at the end only. A name that is nothing but a number is of one series with
 * the others of its folder.
 * @param path with `/` between folders
 */
export function variantSeries(path: string): string {
  const slash = path.lastIndexOf('/');
  const folder = path.slice(0, slash + 1);
  const stem = path.slice(slash + 1).replace(/\.[^.]{1,5}$/u, '');
  return `${folder}${stem.toLowerCase().replace(COUNTED_END, '')}`;
}

/**
 * Separators, then either digits with up to two letters (`01`, `1a`, `2-b`), or a single letter that a separator or a
 * digit sets apart (`_a`).
 */
const COUNTED_END = /(?:[\s_\-.()#]*\d+[\s_\-.]*[a-z]{0,2}|[\s_\-.]+[a-z])[\s_\-.()]*$/u;
