import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { WriteSession } from './session.ts';

/** Auditions that are kept one by one; how often a sound was played is kept for ever. */
const playsKept = 10_000;
const searchesKept = 200;

/** Commands that remember what was played and searched for. They take no revision: nobody need look again. */
export function createRecallCommands({ db }: Pick<WriteSession, 'db'>) {
  const there = db.prepare<[number], 1>('SELECT 1 FROM sounds WHERE id = ?').pluck();
  const add = db.prepare('INSERT INTO plays (sound_id, played_at) VALUES (?, ?)');
  const prune = db.prepare(`DELETE FROM plays WHERE id <= (SELECT max(id) FROM plays) - ${playsKept}`);
  const count = db.prepare(
    `INSERT INTO play_counts (sound_id, play_count, first_played_at, last_played_at) VALUES (@soundId, 1, @at, @at)
     ON CONFLICT (sound_id) DO UPDATE SET play_count = play_count + 1,
       last_played_at = max(last_played_at, excluded.last_played_at)`,
  );
  const addSearch = db.prepare(
    `INSERT INTO search_history (query, searched_at) VALUES (?, ?)
     ON CONFLICT (query) DO UPDATE SET searched_at = max(searched_at, excluded.searched_at)`,
  );
  const pruneSearches = db.prepare(
    `DELETE FROM search_history WHERE query IN
       (SELECT query FROM search_history ORDER BY searched_at DESC, query LIMIT -1 OFFSET ${searchesKept})`,
  );
  const forgetPlays = db.prepare('DELETE FROM plays');
  const forgetCounts = db.prepare('DELETE FROM play_counts');
  const forgetSearches = db.prepare('DELETE FROM search_history');
  const atOnce = (work: () => void): void => db.transaction(work).immediate();

  return {
    notePlayed: (soundId: SoundId, at: number): void => {
      if (there.get(soundId) !== 1) return;
      atOnce(() => {
        add.run(soundId, at);
        prune.run();
        count.run({ soundId, at });
      });
    },
    forgetPlays: (): void =>
      atOnce(() => {
        forgetPlays.run();
        forgetCounts.run();
      }),
    noteSearch: (query: string, at: number): void =>
      atOnce(() => {
        addSearch.run(query, at);
        pruneSearches.run();
      }),
    forgetSearches: (): void => atOnce(() => void forgetSearches.run()),
  };
}
