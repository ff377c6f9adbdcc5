import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import type { EvidenceSound, NeighbourBelief, Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { useActions } from '../../app/index.ts';
import { FileName, Icon, percentWords } from '../../components/index.ts';
import { CategoryName } from '../category/category-name.tsx';
import { evidenceNames } from './evidence-words.ts';

const SHOWN = 5;
const LEVELS = [1, 2, 3, 4, 5];

/** A labelled sound that is like the chosen one, to be heard. */
function NearSound({ sound }: { readonly sound: EvidenceSound }) {
  const { inspector } = useActions();
  const { name, similarity } = sound;
  return (
    <button
      type="button"
      className="evidence-sound"
      title={`Hear ${name} (${percentWords(similarity)} alike)`}
      onClick={() => void inspector.hear(sound)}
    >
      <Icon name="play" />
      <FileName name={name} />
    </button>
  );
}

function SuggestionRow({
  suggestion,
  place,
  accepted,
  onAccept,
}: {
  readonly suggestion: Suggestion;
  readonly place: number;
  readonly accepted: boolean;
  readonly onAccept: (place: number) => void;
}) {
  const { category, catId, probability, evidence } = suggestion;
  return (
    <li>
      <button
        type="button"
        className="suggestion"
        aria-pressed={accepted}
        aria-keyshortcuts={place === 1 ? '1 Enter' : String(place)}
        title={`Accept ${catId ?? category} (${place}${place === 1 ? ' or Enter' : ''})`}
        onClick={() => onAccept(place - 1)}
      >
        <kbd>{place}</kbd>
        <CategoryName category={category} catId={catId} />
        <span className="suggestion-share">{percentWords(probability)}</span>
      </button>
      <ul className="evidence">
        {evidence.map(({ kind, probability: strength, text, sounds = [] }) => (
          <li key={kind} title={text}>
            <span className="evidence-kind">{evidenceNames[kind]}</span>
            <span className="level" role="img" aria-label={percentWords(strength)}>
              {LEVELS.map((level) => (
                <span key={level} className={level <= Math.round(strength * 5) ? 'level-on' : ''} />
              ))}
            </span>
            <span className="evidence-text">
              {text}
              {sounds.map((sound) => (
                <NearSound key={sound.id} sound={sound} />
              ))}
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}

/** With what the nearest labelled sounds say, where they say this. */
function withNeighbours(suggestion: Suggestion, neighbours: readonly NeighbourBelief[]): Suggestion {
  const near = neighbours.find(({ category }) => category === suggestion.category);
  return near === undefined ? suggestion : { ...suggestion, evidence: [...suggestion.evidence, near.evidence] };
}

/** What a sound may be, each with its reasons. */
export function Suggestions({
  sound,
  neighbours = [],
  onAccept,
}: {
  readonly sound: SoundRecord;
  readonly neighbours?: readonly NeighbourBelief[];
  /** @param place from 0; by default the chosen sounds become it */
  readonly onAccept?: (place: number) => void;
}) {
  const { inspector } = useActions();
  const { label, suggestions } = sound;
  if (suggestions.length === 0) {
    return <p className="inspector-note">No suggestions. Choose a category with C.</p>;
  }
  return (
    <ol className="suggestions" aria-label="Suggestions">
      {suggestions.slice(0, SHOWN).map((suggestion, index) => (
        <SuggestionRow
          key={suggestion.category}
          suggestion={withNeighbours(suggestion, neighbours)}
          place={index + 1}
          onAccept={onAccept ?? ((place) => void inspector.accept(place))}
          accepted={
            label !== null &&
            label.category === suggestion.category &&
            (suggestion.catId === null || label.catId === suggestion.catId)
          }
        />
      ))}
    </ol>
  );
}
