import type { WriteSession } from './session.ts';

/** Full text, one document a sound; used inside a transaction. */
export type SearchIndex = {
  readonly set: (soundId: number, text: string) => void;
  readonly remove: (soundId: number) => void;
  /** The document of one sound becomes that of another. */
  readonly move: (fromSoundId: number, toSoundId: number) => void;
};

export function createSearchIndex({ db }: Pick<WriteSession, 'db'>): SearchIndex {
  const textOf = db.prepare<[number], string>('SELECT text FROM idx.search_text WHERE sound_id = ?').pluck();
  const keep = db.prepare('INSERT OR REPLACE INTO idx.search_text (sound_id, text) VALUES (?, ?)');
  const drop = db.prepare('DELETE FROM idx.search_text WHERE sound_id = ?');
  const fill = db.prepare('INSERT INTO idx.full_text (rowid, text) VALUES (?, ?)');
  // Contentless: what a row was filled with must be given again to take it out.
  const empty = db.prepare("INSERT INTO idx.full_text (full_text, rowid, text) VALUES ('delete', ?, ?)");

  const remove = (soundId: number): void => {
    const old = textOf.get(soundId);
    if (old === undefined) return;
    empty.run(soundId, distinctTokens(old));
    drop.run(soundId);
  };
  const set = (soundId: number, text: string): void => {
    const old = textOf.get(soundId);
    if (old === text) return;
    if (old !== undefined) empty.run(soundId, distinctTokens(old));
    keep.run(soundId, text);
    fill.run(soundId, distinctTokens(text));
  };
  return {
    set,
    remove,
    move: (from, to) => {
      const text = textOf.get(from);
      remove(from);
      if (text === undefined) remove(to);
      else set(to, text);
    },
  };
}

// With detail=none neither place nor count is kept, so repeated tokens would only cost time.
const distinctTokens = (text: string): string => [...new Set(text.split(/[ \n]/u))].join(' ');
