import { sep } from 'node:path';
import type { Database } from 'better-sqlite3';

/** Sounds whose absolute path, as a person reads it, holds a text. Case does not count, nor how accents are composed. */
export function createPathSearch(db: Database): (text: string) => readonly number[] {
  db.function('fold_text', { deterministic: true }, (text) => foldText(String(text)));
  const plain = db.prepare<[string], number>(holding('lower')).pluck();
  const anyScript = db.prepare<[string], number>(holding('fold_text')).pluck();
  return (text) => {
    const wanted = foldText(sep === '/' ? text : text.replaceAll(sep, '/'));
    // SQLite's own `lower` knows a–z only, and is several times faster than a call into JavaScript for each sound.
    return isAscii(wanted) ? plain.all(wanted) : anyScript.all(wanted);
  };
}

const root = sep === '/' ? 'l.root_display' : `replace(l.root_display, '\\', '/')`;
const holding = (fold: string): string =>
  `SELECT s.id FROM sounds s JOIN libraries l ON l.id = s.library_id
   WHERE instr(${fold}(rtrim(${root}, '/') || '/' || coalesce(s.display_path, CAST(s.path AS TEXT))), ?) > 0`;

const foldText = (text: string): string => text.normalize('NFC').toLowerCase();

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 127) return false;
  return true;
}
