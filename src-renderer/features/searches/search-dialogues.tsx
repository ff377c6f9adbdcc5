import type { SavedSearchRecord } from '../../../src-shared/contract/searches.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { NameDialogue } from '../../components/index.ts';
import { queryWords } from '../panel/chips.ts';
import { useKnownNames } from '../panel/known-names.ts';

const LONGEST = 60;

/** Asks under which name what is searched for is kept. */
export function SaveSearch() {
  const { searches, shell } = useActions();
  const { text, narrowing } = useAppState((state) => state.browser.query);
  const words = queryWords(text, narrowing, useKnownNames());
  return (
    <NameDialogue
      title="Save this search"
      label="Name"
      name={words.slice(0, LONGEST)}
      verb="Save"
      onName={(name) => void searches.saveAs(name)}
      onClose={shell.closeDialogue}
    >
      <p className="panel-note">It finds what fits at the time, also sounds that come later.</p>
    </NameDialogue>
  );
}

/** Asks for another name of a saved search. */
export function RenameSearch({ search }: { readonly search: SavedSearchRecord }) {
  const { searches, shell } = useActions();
  return (
    <NameDialogue
      title="Rename the search"
      label="Name"
      name={search.name}
      verb="Rename"
      onName={(name) => void searches.rename(search, name)}
      onClose={shell.closeDialogue}
    />
  );
}
