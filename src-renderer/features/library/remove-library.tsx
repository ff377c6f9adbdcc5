import type { LibraryRecord } from '../../../src-shared/contract/libraries.ts';
import { useActions } from '../../app/index.ts';
import { countOf, Dialogue } from '../../components/index.ts';

/** Asks before a library is forgotten. */
export function RemoveLibrary({ library }: { readonly library: LibraryRecord }) {
  const { library: actions, shell } = useActions();
  return (
    <Dialogue title={`Remove ${library.name}?`} onClose={shell.closeDialogue}>
      <p>
        {countOf(library.sounds, 'sound')} of <span className="path">{library.path}</span> will leave the catalogue. No
        file is touched; labels are kept and come back with the folder.
      </p>
      <footer className="dialogue-foot">
        <button type="button" className="button" onClick={shell.closeDialogue}>
          Keep
        </button>
        <button type="button" className="button button-danger" onClick={() => void actions.remove(library)}>
          Remove
        </button>
      </footer>
    </Dialogue>
  );
}
