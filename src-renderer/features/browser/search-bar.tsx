import { useRef } from 'react';
import { focusIds, focusTable, useActions, useAppState } from '../../app/index.ts';
import { countWords, Icon } from '../../components/index.ts';

/** Where one types what one looks for, and how much was found. */
export function SearchBar() {
  const { browser } = useActions();
  const text = useAppState((state) => state.browser.query.text);
  const problem = useAppState((state) => state.browser.problem);
  const found = useAppState((state) => state.browser.results?.count ?? null);
  const total = useAppState((state) => state.browser.totalSounds);
  const mirror = useRef<HTMLDivElement>(null);
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
          placeholder="Search names, folders, metadata — cat:DOORS dur:<5 -window"
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(event) => browser.setText(event.target.value)}
          onScroll={(event) => {
            if (mirror.current !== null) mirror.current.scrollLeft = event.currentTarget.scrollLeft;
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            focusTable();
            browser.selectSomething();
          }}
        />
        {problem !== null && (
          <p className="search-problem" id="search-problem" role="alert">
            {problem.message}
          </p>
        )}
      </div>
      <output className="search-count" aria-label="Sounds found">
        {found !== null && total !== null && `${countWords(found)} of ${countWords(total)}`}
      </output>
    </search>
  );
}
