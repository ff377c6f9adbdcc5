import type { EditableField, EditedSound, FindAndReplace, ReplacePreview } from '../../../src-shared/contract/edits.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundsInput } from '../../../src-shared/contract/inputs.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { type MeantSounds, oneSound } from '../browser/meant-sounds.ts';
import type { Perform } from '../inspector/perform.ts';
import { type EditableColumn, editableColumns, isEditableColumn } from './state.ts';

/** Sounds that one request names or gives, as the contract allows. */
const MOST_NAMED = 100_000;
const PIECE = 1_000;

/** Metadata as a person wants it: staged in the catalogue, written into files by a plan. */
export function createEditsActions({ engine, state, change, tell }: ActionContext, perform: Perform) {
  async function count(): Promise<void> {
    try {
      change('edits', { staged: await engine.edits.count(undefined, { context: { unasked: true } }) });
    } catch {
      // The next change of the catalogue asks again.
    }
  }

  const setField = async (field: EditableField, value: string, meant?: MeantSounds): Promise<boolean> => {
    const isDone = await perform({
      run: (call) => engine.edits.set({ ...call, fields: { [field]: value } }),
      words: (sounds) => `Edited ${sounds}`,
      meant,
    });
    await count();
    return isDone;
  };

  const setNote = (note: string, soundId: SoundId): Promise<boolean> =>
    perform({
      run: (call) => engine.marks.set({ ...call, note }),
      words: () => (note === '' ? 'Removed the note' : 'Noted'),
      meant: oneSound(soundId),
    });

  return {
    count,
    /** @param meant the sounds that it was written for: it is saved when they are left */
    setField,
    /** Forgets what is staged: of one field, or of all. */
    forget: async (field?: EditableField, meant?: MeantSounds): Promise<void> => {
      await perform({
        run: (call) => engine.edits.clear({ ...call, ...(field === undefined ? {} : { fields: [field] }) }),
        words: (sounds) => `Forgot what was staged for ${sounds}`,
        meant,
      });
      await count();
    },
    /** Begins with a cell of the chosen row. @returns whether there is such a cell */
    beginCell: (column?: EditableColumn): boolean => {
      const { selection, layout } = state().browser;
      const shown = layout.order.filter((id) => !layout.hidden.includes(id)).find(isEditableColumn);
      const wanted = column ?? shown;
      if (!selection?.sound || wanted === undefined) return false;
      change('edits', { cell: { soundId: selection.sound.id, column: wanted } });
      return true;
    },
    /** To the next cell that can be edited, or the one before; out of the row at its end. */
    stepCell: (step: -1 | 1): void => {
      const { cell } = state().edits;
      const { layout } = state().browser;
      if (cell === null) return;
      const shown = layout.order.filter((id) => !layout.hidden.includes(id)).filter(isEditableColumn);
      const column = shown[shown.indexOf(cell.column) + step];
      change('edits', { cell: column === undefined ? null : { ...cell, column } });
    },
    leaveCell: (): void => change('edits', { cell: null }),
    saveCell: (column: EditableColumn, text: string, soundId: SoundId): Promise<boolean> =>
      column === 'note' ? setNote(text, soundId) : setField(editableColumns[column], text, oneSound(soundId)),
    /** What would change. Throws what the engine says of a pattern that can't be used. */
    preview: (wanted: FindAndReplace, signal: AbortSignal): Promise<ReplacePreview> =>
      engine.edits.preview({ ...wanted, limit: 100 }, { signal }),
    /** @param count of sounds that change, as the preview said */
    replace: async (wanted: FindAndReplace, changes: { readonly values: number; readonly sounds: number }) => {
      const isDone = await perform({
        run: ({ commandId }) => engine.edits.replace({ ...wanted, commandId }),
        words: () => `Replaced in ${countOf(changes.sounds, 'sound')}`,
        // It is told of with a way back even where it is one sound: what changed may be out of sight.
        meant: { count: Math.max(2, changes.sounds), sounds: wanted.sounds as SoundsInput },
      });
      await count();
      return isDone;
    },
    /** Sounds with staged values; `after` is the last one known. */
    staged: async (after?: SoundId): Promise<readonly EditedSound[]> => {
      try {
        return await engine.edits.list({ limit: 100, ...(after === undefined ? {} : { after }) });
      } catch (thrown) {
        tell(failureOf(thrown));
        return [];
      }
    },
    /** Of everything that is staged anywhere. */
    forgetAll: async (): Promise<void> => {
      const ids: SoundId[] = [];
      try {
        for (let more = true; more; ) {
          const after = ids.at(-1);
          const page = await engine.edits.list({ limit: PIECE, ...(after === undefined ? {} : { after }) });
          ids.push(...page.map(({ id }) => id));
          more = page.length === PIECE && ids.length + PIECE <= MOST_NAMED;
        }
      } catch (thrown) {
        tell(failureOf(thrown));
        return;
      }
      if (ids.length > 0)
        await perform({
          run: (call) => engine.edits.clear(call),
          words: (sounds) => `Forgot what was staged for ${sounds}`,
          meant: { count: ids.length, sounds: { ids } },
        });
      await count();
    },
  };
}
