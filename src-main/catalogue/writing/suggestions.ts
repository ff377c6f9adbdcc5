import type { Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { suggestionsText } from '../../../src-shared/suggestions/index.ts';
import type { WriteSession } from './session.ts';

/** Suggestions a sound and model version; used inside a transaction. */
export type SuggestionStore = {
  readonly put: (soundId: number, modelId: number, suggestions: readonly Suggestion[]) => void;
  /** @param text as src-shared/suggestions writes them */
  readonly putText: (
    soundId: number,
    modelId: number,
    first: Pick<Suggestion, 'category' | 'catId' | 'probability'> | null,
    text: string,
  ) => void;
  readonly drop: (soundId: number) => void;
  /** Gives a sound without suggestions those of another with the same payload. */
  readonly borrow: (soundId: number, payloadId: number) => void;
};

export function createSuggestionStore({ db }: WriteSession): SuggestionStore {
  const putFirst = db.prepare(
    `INSERT OR REPLACE INTO idx.suggestions (model_id, sound_id, category, cat_id, probability) VALUES (?, ?, ?, ?, ?)`,
  );
  const putList = db.prepare(
    `INSERT OR REPLACE INTO idx.suggestion_lists (model_id, sound_id, items, payload_id)
     VALUES (@modelId, @soundId, @items, (SELECT payload_id FROM sounds WHERE id = @soundId))`,
  );
  const models = db.prepare<[], number>('SELECT id FROM model_versions').pluck();
  const dropFirst = db.prepare('DELETE FROM idx.suggestions WHERE model_id = ? AND sound_id = ?');
  const dropList = db.prepare('DELETE FROM idx.suggestion_lists WHERE model_id = ? AND sound_id = ?');
  const has = db
    .prepare<[number, number], 1>('SELECT 1 FROM idx.suggestion_lists WHERE model_id = ? AND sound_id = ?')
    .pluck();
  const twin = db
    .prepare<[number, number, number], number>(
      `SELECT s.id FROM sounds s JOIN idx.suggestion_lists l ON l.model_id = ? AND l.sound_id = s.id
       WHERE s.payload_id = ? AND s.id <> ? LIMIT 1`,
    )
    .pluck();
  const copyFirst = db.prepare(
    `INSERT INTO idx.suggestions (model_id, sound_id, category, cat_id, probability)
     SELECT model_id, ?, category, cat_id, probability FROM idx.suggestions WHERE model_id = ? AND sound_id = ?`,
  );
  const copyList = db.prepare(
    `INSERT INTO idx.suggestion_lists (model_id, sound_id, items, payload_id)
     SELECT model_id, ?, items, payload_id FROM idx.suggestion_lists WHERE model_id = ? AND sound_id = ?`,
  );
  const putText: SuggestionStore['putText'] = (soundId, modelId, first, items) => {
    if (first === null) dropFirst.run(modelId, soundId);
    else putFirst.run(modelId, soundId, first.category, first.catId, first.probability);
    putList.run({ modelId, soundId, items });
  };
  return {
    put: (soundId, modelId, suggestions) =>
      putText(soundId, modelId, suggestions[0] ?? null, suggestionsText(suggestions)),
    putText,
    drop: (soundId) => {
      for (const modelId of models.all()) {
        dropFirst.run(modelId, soundId);
        dropList.run(modelId, soundId);
      }
    },
    borrow: (soundId, payloadId) => {
      for (const modelId of models.all()) {
        if (has.get(modelId, soundId) === 1) continue;
        const lender = twin.get(modelId, payloadId, soundId);
        if (lender === undefined) continue;
        copyFirst.run(soundId, modelId, lender);
        copyList.run(soundId, modelId, lender);
      }
    },
  };
}
