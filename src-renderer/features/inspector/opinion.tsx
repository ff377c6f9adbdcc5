import { CommandKey, focusIds, focusTable, useActions } from '../../app/index.ts';
import { EditableText, Stars } from '../../components/index.ts';
import type { MeantSounds } from '../browser/meant-sounds.ts';

type OpinionProps = {
  /** 0 (none) to 5; `null`: not the same everywhere. */
  readonly rating: number | null;
  /** `null`: not the same everywhere. */
  readonly note: string | null;
  readonly meant: MeantSounds;
};

/** What a person thinks of a sound, or of all that are selected: rating and note. */
export function Opinion({ rating, note, meant }: OpinionProps) {
  const { inspector } = useActions();
  return (
    <section className="opinion" aria-label="Opinion">
      <div className="opinion-row">
        <span className="field-name">Rating</span>
        <Stars label="Rating" value={rating} onChange={(next) => void inspector.setRating(next)} />
      </div>
      <div className="opinion-row">
        <span className="field-name">Note</span>
        <EditableText
          id={focusIds.note}
          label="Note"
          value={note ?? ''}
          placeholder={note === null ? 'Mixed' : ''}
          long
          onSave={(text) => inspector.setNote(text, meant)}
          onLeave={focusTable}
        />
        {note === '' && (
          <span className="opinion-key">
            <CommandKey id="mark.note" />
          </span>
        )}
      </div>
    </section>
  );
}
