import './ucs.css';
import { useMemo, useState } from 'react';
import { shippedUcsList, ucsInForce } from '../../../src-shared/ucs/index.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countOf, countWords, RowList } from '../../components/index.ts';

const ROW_PIXELS = 26;

/** Which UCS list is in force, what stands in it, and the ways to another. */
export function UcsSettings() {
  const { ucs } = useActions();
  const isKnown = useAppState((state) => state.ucs.isKnown);
  // Drawn again when another list comes into force.
  useAppState((state) => state.shell.ucsList);
  const list = ucsInForce();
  const isShipped = list === shippedUcsList;
  const former = Object.keys(list.renamed).length;
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const wanted = text.trim().toLowerCase();
    return list.subcategories.filter(({ catId, category, subCategory, keywords }) =>
      `${catId}\n${category} › ${subCategory}\n${keywords.join('\n')}`.toLowerCase().includes(wanted),
    );
  }, [list, text]);
  return (
    <div className="settings-page ucs-page">
      <dl className="settings-facts">
        <div>
          <dt>List</dt>
          <dd>{isKnown && `UCS ${list.version}, ${isShipped ? 'as Sonotheque comes with it' : 'imported'}`}</dd>
        </div>
        <div>
          <dt>CatIDs</dt>
          <dd>
            {isKnown &&
              `${countWords(list.subcategories.length)} in ${countOf(list.categories.length, 'category', 'categories')}`}
            {isKnown && former > 0 && `; ${countOf(former, 'former name')} understood, too`}
          </dd>
        </div>
      </dl>
      <div className="ucs-verbs">
        <button type="button" className="button button-small" onClick={ucs.open}>
          Use another list…
        </button>
        {isKnown && !isShipped && (
          <button type="button" className="button button-small" onClick={() => void ucs.planShipped()}>
            Go back to UCS {shippedUcsList.version}…
          </button>
        )}
        <span className="ucs-space" />
        <button type="button" className="button button-small" disabled={!isKnown} onClick={() => void ucs.save('csv')}>
          Export as CSV
        </button>
        <button type="button" className="button button-small" disabled={!isKnown} onClick={() => void ucs.save('tsv')}>
          Export as TSV
        </button>
      </div>
      <p className="settings-note">
        Sounds of this catalogue are named by this list. Another one is the official workbook (.xlsx) or a CSV or TSV
        file, which may be dropped here, too. What it would do is shown before anything changes.
      </p>
      <input
        className="field"
        aria-label="Find in the list"
        placeholder="Find in the list"
        value={text}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => setText(event.target.value)}
      />
      <RowList
        label="CatIDs"
        count={isKnown ? shown.length : 0}
        rowPixels={ROW_PIXELS}
        emptyWords={isKnown ? 'Nothing in the list is like that.' : 'Asking which list is in force.'}
        row={(place) => {
          const row = shown[place];
          return (
            row !== undefined && (
              <div className="ucs-entry">
                <span className="ucs-name">{row.catId}</span>
                <span>
                  {row.category} › {row.subCategory}
                </span>
                <span className="ucs-quiet" title={row.keywords.join(', ')}>
                  {row.keywords.join(', ')}
                </span>
              </div>
            )
          );
        }}
      />
    </div>
  );
}
