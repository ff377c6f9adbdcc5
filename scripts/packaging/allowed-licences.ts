/**
 * Licences whose works may be part of a program under GPL-3.0-or-later, by SPDX identifier
 * (https://www.gnu.org/licenses/license-list.html). Fonts, data and sounds only lie beside the program: theirs are listed apart.
 */
const CODE = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'GPL-2.0-or-later',
  'GPL-3.0-only',
  'GPL-3.0-or-later',
  'ISC',
  'LGPL-2.1-or-later',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
  'Zlib',
]);
const BESIDE = new Set(['CC-BY-4.0', 'OFL-1.1']);

/**
 * Whether a work under this SPDX expression may be distributed with the program: of alternatives one must fit, of what
 * holds together all. What can't be read does not fit.
 *
 * @param expression as in `package.json`, e.g. `(MIT OR GPL-2.0-only) AND ISC`
 */
export function isAllowedLicence(expression: string): boolean {
  const tokens = expression.match(/\(|\)|[^\s()]+/gu) ?? [];
  let at = 0;
  const either = (): boolean => {
    let fits = both();
    while (tokens[at] === 'OR') {
      at += 1;
      fits = both() || fits;
    }
    return fits;
  };
  const both = (): boolean => {
    let fits = one();
    while (tokens[at] === 'AND') {
      at += 1;
      fits = one() && fits;
    }
    return fits;
  };
  const one = (): boolean => {
    const token = tokens[at];
    at += 1;
    if (token !== '(') return token !== undefined && (CODE.has(token) || BESIDE.has(token));
    const fits = either();
    const closed = tokens[at] === ')';
    at += 1;
    return fits && closed;
  };
  return either() && at === tokens.length;
}
