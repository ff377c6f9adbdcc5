import type { Command } from './command.ts';
import { hasSelection } from './conditions.ts';
import { isOnMac } from './keys.ts';

/** On a Mac Option and the arrows move through the words of a text. */
const alsoInText = !isOnMac();

export const searchingCommands: readonly Command[] = [
  {
    id: 'search.back',
    name: 'Back to the search before',
    group: 'Find',
    keys: ['Alt+ArrowLeft'],
    when: (state) => state.browser.history.past.length > 0,
    run: ({ actions }) => actions.browser.goBack(),
    whileTyping: alsoInText,
  },
  {
    id: 'search.forward',
    name: 'Forward to the next search',
    group: 'Find',
    keys: ['Alt+ArrowRight'],
    when: (state) => state.browser.history.future.length > 0,
    run: ({ actions }) => actions.browser.goForward(),
    whileTyping: alsoInText,
  },
  {
    id: 'search.save',
    name: 'Save this search',
    group: 'Find',
    keys: ['Mod+D'],
    when: ({ browser }) => browser.query.text.trim() !== '' || Object.keys(browser.query.narrowing).length > 0,
    run: ({ actions }) => actions.shell.open({ kind: 'save-search' }),
  },
  {
    id: 'search.thesaurus',
    name: 'Search for synonyms, too',
    group: 'Find',
    keys: ['Shift+U'],
    run: ({ actions }) => actions.browser.switchThesaurus(),
  },
  {
    id: 'search.clear-narrowing',
    name: 'Clear all that narrows the sounds down',
    group: 'Find',
    keys: ['Mod+Backspace'],
    when: ({ browser }) => Object.keys(browser.query.narrowing).length > 0,
    run: ({ actions }) => actions.browser.clearNarrowing(),
  },
  {
    id: 'search.unreviewed',
    name: 'Only what nobody has decided',
    group: 'Find',
    keys: ['U'],
    run: ({ actions }) => actions.panel.toggleUnreviewed(),
  },
  {
    id: 'search.forget',
    name: 'Forget the searches of before',
    group: 'Find',
    keys: ['Mod+Shift+Backspace'],
    run: ({ actions }) => void actions.searches.forgetPast(),
  },
  {
    id: 'collection.add',
    name: 'Add to a collection',
    group: 'Find',
    keys: ['B'],
    when: hasSelection,
    run: ({ actions }) => actions.shell.open({ kind: 'add-to-collection' }),
  },
  {
    id: 'collection.remove',
    name: 'Take out of the collection on show',
    group: 'Find',
    keys: ['Shift+B'],
    when: (state) => state.browser.query.narrowing.collectionId !== undefined && hasSelection(state),
    run: ({ actions }) => void actions.collections.removeSelected(),
  },
  {
    id: 'collection.create',
    name: 'New collection',
    group: 'Find',
    keys: ['Shift+K'],
    run: ({ actions }) => actions.shell.open({ kind: 'collection', collection: null, addSelected: false }),
  },
  {
    id: 'collection.move-up',
    name: 'Move up in the collection',
    group: 'Find',
    keys: ['Alt+ArrowUp'],
    when: (state) => state.browser.query.narrowing.collectionId !== undefined && hasSelection(state),
    run: ({ actions }) => void actions.collections.moveRows(-1),
  },
  {
    id: 'collection.move-down',
    name: 'Move down in the collection',
    group: 'Find',
    keys: ['Alt+ArrowDown'],
    when: (state) => state.browser.query.narrowing.collectionId !== undefined && hasSelection(state),
    run: ({ actions }) => void actions.collections.moveRows(1),
  },
  {
    id: 'panel.focus',
    name: 'Go to libraries and categories',
    group: 'Find',
    keys: ['Shift+L'],
    run: focusPanel,
  },
];

/** Where one was in the libraries, else their first row. */
function focusPanel(): void {
  const find = (selector: string) => document.querySelector<HTMLElement>(`#panel ${selector}`);
  const row = find('[role=treegrid] [role=row][tabindex="0"]') ?? find('[role=treegrid] [role=row]');
  (row ?? find('button'))?.focus();
}
