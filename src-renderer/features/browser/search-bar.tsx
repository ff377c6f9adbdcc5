import { type KeyboardEvent, useRef, useState } from 'react';
import { type Completions, completeQuery } from '../../../src-shared/query/index.ts';
import { focusIds, focusTable, useActions, useAppState } from '../../app/index.ts';
import { countOf, countWords, Icon } from '../../components/index.ts';
import { queryWords } from '../panel/chips.ts';
import { useKnownNames } from '../panel/known-names.ts';
import { type Suggested, SuggestionList, suggestionId } from '../searches/suggestion-list.tsx';
import { readQuery } from './sound-query.ts';

const LIST_ID = 'search-suggestions';
const nothing: Completions = { start: 0, end: 0, items: [] };

/** Where one types what one looks for, and how much was found. */
export function SearchBar() {
  const { browser, searches } = useActions();
  const text = useAppState((state) => state.browser.query.text);
  const problem = useAppState((state) => state.browser.problem);
  const found = useAppState((state) => state.browser.results?.count ?? null);
  const total = useAppState((state) => state.browser.totalSounds);
  const past = useAppState((state) => state.searches.past);
  const names = useKnownNames();
  const mirror = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [offered, setOffered] = useState<'nothing' | 'completions' | 'past'>('nothing');
  const [completions, setCompletions] = useState(nothing);
  const [active, setActive] = useState(-1);

  const before = offered === 'past' ? past : [];
  const items: readonly Suggested[] =
    offered === 'completions'
      ? completions.items.map(({ insert, meaning }) => ({ id: insert, words: insert, meaning }))
      : before.map(({ query }, at) => {
          const { text: words = '', narrowing = {} } = readQuery(query) ?? {};
          return { id: String(at), words: queryWords(words, narrowing, names), meaning: '' };
        });
  const isOpen = items.length > 0;

  function close(): void {
    setOffered('nothing');
    setActive(-1);
  }

  function complete(now: string): void {
    const cursor = field.current?.selectionStart ?? now.length;
    const next = completeQuery(now, cursor, {
      libraries: [...names.libraries.values()],
      collections: [...names.collections.values()],
    });
    const typed = now.slice(next.start, next.end);
    const isThere = next.items.length === 1 && next.items[0]?.insert === typed;
    setCompletions(isThere ? nothing : next);
    setOffered('completions');
    setActive(-1);
  }

  function pick(at: number): void {
    const item = completions.items[at];
    const search = before[at];
    if (offered === 'past' && search !== undefined) {
      close();
      searches.run(search);
    } else if (item !== undefined) {
      const next = text.slice(0, completions.start) + item.insert + text.slice(completions.end);
      const cursor = completions.start + item.insert.length;
      browser.setText(next);
      close();
      // Once the field has the new text; a field's name asks for its value next.
      requestAnimationFrame(() => {
        field.current?.setSelectionRange(cursor, cursor);
        if (item.insert.endsWith(':')) complete(next);
      });
    }
  }

  function steer(event: KeyboardEvent): void {
    const isDown = event.key === 'ArrowDown';
    if (isOpen && (isDown || event.key === 'ArrowUp'))
      setActive(Math.min(items.length - 1, Math.max(-1, active + (isDown ? 1 : -1))));
    else if (isDown && text === '' && past.length > 0) {
      setOffered('past');
      setActive(0);
    } else if (isDown && event.altKey) complete(text);
    else if (isOpen && active >= 0 && (event.key === 'Enter' || event.key === 'Tab')) pick(active);
    else if (isOpen && event.key === 'Escape') close();
    else if (event.key === 'Enter' || isDown) {
      close();
      searches.rememberNow();
      focusTable();
      browser.selectSomething();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <search className="search">
      <Icon name="search" />
      <div className="search-text">
        <div className="search-mirror" aria-hidden="true" ref={mirror}>
          {problem !== null && (
            <>
              {text.slice(0, problem.start)}
              <mark>{text.slice(problem.start, problem.end) || ' '}</mark>
            </>
          )}
        </div>
        <input
          id={focusIds.search}
          className="search-field"
          type="search"
          aria-label="Search sounds"
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'search-problem'}
          aria-autocomplete="list"
          aria-controls={isOpen ? LIST_ID : undefined}
          aria-activedescendant={isOpen && active >= 0 ? suggestionId(LIST_ID, active) : undefined}
          placeholder="Search names, folders, metadata — cat:DOORS dur:<5 -window"
          autoComplete="off"
          spellCheck={false}
          value={text}
          ref={field}
          onFocus={() => void searches.refreshPast()}
          onBlur={close}
          onChange={(event) => {
            browser.setText(event.target.value);
            complete(event.target.value);
          }}
          onScroll={(event) => {
            if (mirror.current !== null) mirror.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
          onKeyDown={steer}
        />
        {problem !== null && !isOpen && (
          <p className="search-problem" id="search-problem" role="alert">
            {problem.message}
          </p>
        )}
        {isOpen && (
          <SuggestionList
            id={LIST_ID}
            label={offered === 'past' ? 'Searches of before' : 'What could stand here'}
            items={items}
            active={active}
            onPick={pick}
          />
        )}
        <span className="only-read" role="status">
          {isOpen && active < 0 && `${countOf(items.length, 'suggestion')}, arrow down to choose.`}
        </span>
      </div>
      <output className="search-count" aria-label="Sounds found">
        {found !== null && total !== null && `${countWords(found)} of ${countWords(total)}`}
      </output>
    </search>
  );
}
