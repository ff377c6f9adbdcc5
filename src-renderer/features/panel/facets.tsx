import { useState } from 'react';
import type { FacetName } from '../../../src-shared/contract/facets.ts';
import { useActions, useAppState } from '../../app/index.ts';
import { countWords, Icon } from '../../components/index.ts';
import { facetOrder, facetTitles, inOrder, valueWords } from './facet-words.ts';
import { useKnownNames } from './known-names.ts';

const VALUES_AT_FIRST = 8;

function Values({ name }: { readonly name: FacetName }) {
  const { panel } = useActions();
  const counts = useAppState((state) => state.panel.facets?.[name]);
  const chosen: readonly unknown[] = useAppState((state) => state.browser.query.narrowing[name]) ?? [];
  const [all, setAll] = useState(false);
  const names = useKnownNames();
  if (counts === undefined) return <div className="part-wait" aria-busy="true" />;
  const counted: readonly { readonly value: unknown; readonly count: number }[] = counts;
  const gone = chosen
    .filter((value) => !counted.some((each) => each.value === value))
    .map((value) => ({ value, count: 0 }));
  const values = inOrder(name, [...counted, ...gone]);
  const shown = all ? values : values.filter(({ value }, at) => at < VALUES_AT_FIRST || chosen.includes(value));
  return (
    <div className="facet-values">
      {shown.map(({ value, count }) => (
        <label key={String(value)} className="facet-value">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => panel.toggleValue(name, value)} />
          <span className="branch-name">{valueWords(name, value, names)}</span>
          <span className="branch-count">{countWords(count)}</span>
        </label>
      ))}
      {values.length === 0 && <p className="panel-note">No sounds here.</p>}
      {values.length > shown.length && (
        <button type="button" className="facet-more" onClick={() => setAll(true)}>
          {countWords(values.length - shown.length)} more…
        </button>
      )}
    </div>
  );
}

function Facet({ name }: { readonly name: FacetName }) {
  const { panel } = useActions();
  const open = useAppState((state) => state.panel.openFacets.includes(name));
  const chosen = useAppState((state) => state.browser.query.narrowing[name]?.length ?? 0);
  return (
    <fieldset className="facet">
      <legend>
        <button type="button" className="facet-title" aria-expanded={open} onClick={() => panel.toggleFacet(name)}>
          <Icon name="open" />
          <span className="branch-name">{facetTitles[name]}</span>
          {chosen > 0 && <span className="facet-chosen">{chosen} chosen</span>}
        </button>
      </legend>
      {open && <Values name={name} />}
    </fieldset>
  );
}

/** Properties with few values: alternatives inside of each, all of them together. */
export function Facets() {
  const { panel } = useActions();
  const unreviewed = useAppState((state) => state.browser.query.narrowing.unreviewed === true);
  return (
    <div className="facets">
      <label className="facet-value facet-alone">
        <input type="checkbox" checked={unreviewed} onChange={panel.toggleUnreviewed} />
        <span className="branch-name">Not decided yet</span>
      </label>
      {facetOrder.map((name) => (
        <Facet key={name} name={name} />
      ))}
    </div>
  );
}
