import { useId } from 'react';
import { Label, Radio, RadioGroup, Text } from 'react-aria-components';

type WordedOption<Word extends string> = {
  readonly value: Word;
  readonly name: string;
  /** What it means, in a sentence. */
  readonly words: string;
};

/** One of a few, each with a sentence on what it means. */
export function WordedChoice<Word extends string>({
  label,
  value,
  options,
  mistake,
  onChange,
}: {
  readonly label: string;
  readonly value: Word | null;
  readonly options: readonly WordedOption<Word>[];
  readonly mistake?: string | undefined;
  readonly onChange: (value: Word) => void;
}) {
  const id = useId();
  return (
    <RadioGroup
      className="worded"
      value={value}
      isInvalid={mistake !== undefined}
      onChange={(next) => onChange(next as Word)}
    >
      <Label className="lab-heading">{label}</Label>
      <div className="worded-options">
        {options.map((option) => (
          <Radio
            key={option.value}
            value={option.value}
            className="worded-option"
            aria-label={option.name}
            aria-describedby={`${id}-${option.value}`}
          >
            <span className="worded-name">{option.name}</span>
            <span className="worded-words" id={`${id}-${option.value}`}>
              {option.words}
            </span>
          </Radio>
        ))}
      </div>
      {mistake !== undefined && (
        <Text slot="errorMessage" className="lab-mistake">
          {mistake}
        </Text>
      )}
    </RadioGroup>
  );
}
