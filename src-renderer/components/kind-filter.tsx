import { countWords } from './words.ts';

/** A kind of lines, with how many there are and the colour of its sign. */
export type Kind<Name extends string> = {
  readonly name: Name;
  readonly count: number;
  readonly sign: string;
  readonly words: string;
};

/** Which kinds of a plan's lines are shown: any of them pressed, or none for all. */
export function KindFilter<Name extends string>({
  kinds,
  chosen,
  onChange,
  className = 'list-kinds',
}: {
  readonly kinds: readonly Kind<Name>[];
  readonly chosen: readonly Name[];
  readonly onChange: (chosen: readonly Name[]) => void;
  readonly className?: string;
}) {
  const toggled = (name: Name): readonly Name[] =>
    chosen.includes(name) ? chosen.filter((each) => each !== name) : [...chosen, name];
  return (
    <div className={className} role="group" aria-label="Show only">
      {kinds.map(({ name, count, sign, words }) => (
        <button
          key={name}
          type="button"
          className="list-kind"
          aria-pressed={chosen.includes(name)}
          onClick={() => onChange(toggled(name))}
        >
          <span className="list-count">{countWords(count)}</span>
          <span className={`list-sign list-${sign}`} aria-hidden="true" />
          {words}
        </button>
      ))}
    </div>
  );
}
