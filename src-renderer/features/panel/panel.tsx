import './panel.css';
import { CommandButton, useActions, useAppState } from '../../app/index.ts';
import { countOf, Icon } from '../../components/index.ts';
import { CollectionList } from '../collections/collection-list.tsx';
import { AwayNotes } from '../library/away-notes.tsx';
import { SavedSearches } from '../searches/saved-searches.tsx';
import { CategoryTree } from './category-tree.tsx';
import { Facets } from './facets.tsx';
import { FolderTree } from './folder-tree.tsx';
import { Part } from './panel-part.tsx';

/** Everything by which one gets from all sounds to few. */
export function Panel() {
  const { library } = useActions();
  const failure = useAppState((state) => state.library.failure ?? state.panel.failure);
  const hasLibraries = useAppState((state) => state.library.libraries !== null);
  const failed = useAppState((state) => state.browser.failedSounds);
  return (
    <nav className="panel" aria-label="Libraries, categories and collections" id="panel">
      <Part
        part="libraries"
        title="Libraries"
        actions={
          <CommandButton id="library.add" className="icon-button" isSign>
            <Icon name="plus" />
          </CommandButton>
        }
      >
        {failure !== null && !hasLibraries ? (
          <div className="panel-note">
            <p>{failure.message}</p>
            <button type="button" className="button" onClick={() => void library.refresh()}>
              Try again
            </button>
          </div>
        ) : (
          <FolderTree />
        )}
        <AwayNotes />
        {failed > 0 && (
          <CommandButton id="browser.show-failed" className="library-failed">
            <Icon name="warning" />
            {countOf(failed, 'file')} failed
          </CommandButton>
        )}
      </Part>
      <Part part="categories" title="Categories">
        <CategoryTree />
      </Part>
      <SavedSearches />
      <CollectionList />
      <Part part="facets" title="Narrow down">
        <Facets />
      </Part>
    </nav>
  );
}
