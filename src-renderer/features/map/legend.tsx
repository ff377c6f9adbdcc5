import { useActions, useAppState } from '../../app/index.ts';
import { countWords, Switch } from '../../components/index.ts';
import { asksForSomething } from '../browser/sound-query.ts';
import { type Colour, cssOf } from './palette.ts';
import type { LoadedMap } from './state.ts';
import { useColours } from './use-colours.ts';

type Entry = { readonly number: number; readonly name: string; readonly count: number; readonly colour: Colour };

const certaintySteps = [
  { from: 0, to: 89, name: 'Hardly sure' },
  { from: 90, to: 152, name: 'Unsure' },
  { from: 153, to: 216, name: 'Fairly sure' },
  { from: 217, to: 254, name: 'Sure' },
  { from: 255, to: 255, name: 'Labelled' },
] as const;

function entriesOf(loaded: LoadedMap, by: 'categories' | 'libraries', colours: readonly Colour[]): Entry[] {
  const nameOf = (number: number): string =>
    by === 'categories'
      ? (loaded.categories[number] ?? 'Nothing suggested')
      : (loaded.libraries[number]?.name ?? 'Other');
  return Array.from(loaded.counts[by], (count, number) => ({
    number,
    count,
    name: nameOf(number),
    colour: colours[number] ?? ([128, 128, 132, 255] as const),
  }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
}

function Swatch({ colour }: { readonly colour: Colour }) {
  return (
    <svg className="map-swatch" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={cssOf(colour)} />
    </svg>
  );
}

function Certainties({ loaded, colours }: { readonly loaded: LoadedMap; readonly colours: readonly Colour[] }) {
  return (
    <ul className="map-legend-list">
      {certaintySteps.map(({ from, to, name }) => (
        <li key={name} className="map-legend-line">
          <Swatch colour={colours[Math.round((from + to) / 2)] ?? [0, 0, 0, 255]} />
          <span className="map-legend-name">{name}</span>
          <span className="map-legend-count">
            {countWords(loaded.counts.certainties.subarray(from, to + 1).reduce((sum, count) => sum + count, 0))}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What colours mean, how many sounds wear each, and which are shown. */
export function Legend({ loaded }: { readonly loaded: LoadedMap }) {
  const { map } = useActions();
  const by = useAppState((state) => state.map.by);
  const hidden = useAppState((state) => state.map.hidden);
  const isRestricted = useAppState((state) => state.map.isRestricted);
  const query = useAppState((state) => state.browser.query);
  const colours = useColours(loaded);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <aside className="panel map-legend" aria-label="What colours mean" tabIndex={0}>
      <div className="map-legend-head">
        <h2>{{ categories: 'Categories', libraries: 'Libraries', certainties: 'Certainty' }[by]}</h2>
        {hidden.length > 0 && (
          <button type="button" className="button button-small" onClick={map.showAll}>
            Show all
          </button>
        )}
      </div>
      {by === 'certainties' ? (
        <Certainties loaded={loaded} colours={colours} />
      ) : (
        <ul className="map-legend-list">
          {entriesOf(loaded, by, colours).map(({ number, name, count, colour }) => (
            <li key={number}>
              <button
                type="button"
                className="map-legend-line"
                aria-pressed={!hidden.includes(number)}
                title="Show or hide; with Shift or a double click, nothing else"
                onClick={(event) => map.toggle(number, event.shiftKey || event.detail === 2)}
              >
                <Swatch colour={colour} />
                <span className="map-legend-name">{name}</span>
                <span className="map-legend-count">{countWords(count)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {(asksForSomething(query) || isRestricted) && (
        <div className="map-legend-foot">
          <Switch on={isRestricted} onChange={(on) => void map.setRestricted(on)}>
            Only what the search found
          </Switch>
        </div>
      )}
    </aside>
  );
}
