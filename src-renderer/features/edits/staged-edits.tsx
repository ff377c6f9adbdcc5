import './edits.css';
import { useEffect, useState } from 'react';
import type { EditedSound, EditRecord } from '../../../src-shared/contract/edits.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, Dialogue, FileName, nameOfPath } from '../../components/index.ts';
import { oneSound } from '../browser/meant-sounds.ts';
import { fieldWords } from '../inspector/evidence-words.ts';

const PAGE = 100;

function Edit({ edit }: { readonly edit: EditRecord }) {
  return (
    <li className="staged-edit">
      <span className="field-name">{fieldWords[edit.field]}</span>
      {edit.fileValue === null ? (
        <span className="field-name">nothing</span>
      ) : (
        <del className="staged-before">{edit.fileValue}</del>
      )}
      <span aria-hidden="true">→</span>
      <span>
        <span className="only-read">becomes </span>
        {edit.value === '' ? 'taken out' : edit.value}
      </span>
    </li>
  );
}

/** What waits to be written into files, sound by sound. */
export function StagedEdits() {
  const { shell, edits } = useActions();
  const count = useAppState((state) => state.edits.staged);
  const [sounds, setSounds] = useState<readonly EditedSound[] | null>(null);
  const [hasMore, setHasMore] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another count is another list
  useEffect(() => {
    let isLate = false;
    void edits.staged().then((page) => {
      if (isLate) return;
      setSounds(page);
      setHasMore(page.length === PAGE);
    });
    return () => {
      isLate = true;
    };
  }, [edits, count.edits]);

  async function showMore(): Promise<void> {
    const page = await edits.staged(sounds?.at(-1)?.id);
    setSounds([...(sounds ?? []), ...page]);
    setHasMore(page.length === PAGE);
  }

  return (
    <Dialogue title="Staged edits" onClose={shell.closeDialogue} wide>
      <p className="replace-count">
        {count.edits === 0
          ? 'Nothing is staged. What is edited in the inspector or the table waits here until a plan writes it into the files.'
          : `${countOf(count.edits, 'edit')} of ${countOf(count.sounds, 'sound')} wait to be written into the files.`}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <div className="changes" role="region" aria-label="Edits" aria-busy={sounds === null} tabIndex={0}>
        <ul>
          {sounds?.map(({ id, path, edits: staged }) => (
            <li key={id} className="staged-sound">
              <FileName name={nameOfPath(path)} />
              <button
                type="button"
                className="button button-small"
                aria-label={`Forget the edits of ${nameOfPath(path)}`}
                onClick={() => void edits.forget(undefined, oneSound(id))}
              >
                Forget
              </button>
              <ul>
                {staged.map((edit) => (
                  <Edit key={edit.field} edit={edit} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
        {hasMore && (
          <button type="button" className="button" onClick={() => void showMore()}>
            Show more
          </button>
        )}
      </div>
      {count.edits > 0 && (
        <footer className="dialogue-foot">
          <button type="button" className="button" onClick={() => void edits.forgetAll()}>
            Forget all
          </button>
        </footer>
      )}
    </Dialogue>
  );
}
