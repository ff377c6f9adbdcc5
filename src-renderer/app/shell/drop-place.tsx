import { useEffect } from 'react';
import { useApp, useAppState } from '../context.ts';
import { windowHost } from '../engine/lines.ts';
import type { OpenDialogue } from '../state.ts';

/** A list of labels or a UCS list, by its name. */
const isList = ({ name }: File): boolean => /\.(csv|tsv|xlsx)$/iu.test(name);

/** Where a UCS list is spoken of, a list that is dropped is one. */
const awaitsUcsList = (dialogue: OpenDialogue | null): boolean =>
  dialogue?.kind === 'ucs-list' || (dialogue?.kind === 'settings' && dialogue.part === 'ucs');

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;

/**
 * Folders that are dropped on the window are added; to one sound, similar ones are found. A browser hides where they lie:
 * there a sound is read and sent, and a folder is explained; a file dropped on a page would replace it otherwise. A CSV or
 * TSV file or a workbook is a list of labels or a UCS list, wherever it lies.
 */
export function DropPlace() {
  const { store, actions } = useApp();
  const dropping = useAppState((state) => state.shell.dropping);
  const dialogue = useAppState((state) => state.shell.dialogue);
  const onDesktop = useAppState((state) => state.shell.onDesktop);
  useEffect(() => {
    const host = windowHost();
    const { shell, library, similar, labelLists, ucs } = actions;
    /** A sound on its way out passes over the window itself; no pointer moves while anything is dragged. */
    let isOurs = false;
    const leaves = (): void => {
      isOurs = true;
    };
    const ends = (): void => {
      isOurs = false;
    };
    const over = (event: DragEvent): void => {
      const carries = carriesFiles(event);
      // Rows that are dragged onto a collection say themselves where they may be dropped.
      if (isOurs || !carries) return;
      event.preventDefault();
      // Also where it can't be taken: only then a drop is told of, and the way that leads on.
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
      shell.setDropping(true);
    };
    const leave = (event: DragEvent): void => {
      // Between elements of the page there is somewhere that it goes to.
      if (event.relatedTarget === null) shell.setDropping(false);
    };
    const drop = (event: DragEvent): void => {
      event.preventDefault();
      if (isOurs) return;
      shell.setDropping(false);
      const items = [...(event.dataTransfer?.items ?? [])];
      const hasFolder = items.some((item) => item.webkitGetAsEntry()?.isDirectory === true);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      const [file] = files;
      if (!hasFolder && files.length === 1 && file !== undefined && isList(file)) {
        void (awaitsUcsList(store.getState().shell.dialogue) ? ucs : labelLists).read(file);
        return;
      }
      if (host?.pathsOfDropped === undefined) {
        const [only] = files;
        if (!hasFolder && files.length === 1 && only !== undefined) void similar.likeDropped(only);
        else shell.explainDrop(hasFolder);
        return;
      }
      void Promise.resolve(host.pathsOfDropped(files)).then((paths) => {
        const [first] = paths;
        // One sound is a question: what else is like it? Folders, and several at once, are to be added.
        if (!hasFolder && paths.length === 1 && first !== undefined) similar.likeFile(first);
        else library.index(paths);
      });
    };
    window.addEventListener('dragstart', leaves);
    window.addEventListener('dragend', ends);
    window.addEventListener('pointermove', ends);
    window.addEventListener('dragover', over);
    window.addEventListener('dragleave', leave);
    window.addEventListener('drop', drop);
    return () => {
      window.removeEventListener('dragstart', leaves);
      window.removeEventListener('dragend', ends);
      window.removeEventListener('pointermove', ends);
      window.removeEventListener('dragover', over);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('drop', drop);
    };
  }, [store, actions]);
  return dropping ? (
    <div className="drop-place" aria-hidden="true">
      <p>
        {awaitsUcsList(dialogue)
          ? 'Drop a UCS list to see what it would do.'
          : dialogue?.kind === 'import-labels'
            ? 'Drop a list of labels to see what it would do.'
            : onDesktop
              ? 'Drop folders to add their sounds, or one sound to find others like it.'
              : 'Drop one sound to find others like it.'}
      </p>
    </div>
  ) : null;
}
