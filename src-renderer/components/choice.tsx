import { Label, Radio, RadioGroup } from 'react-aria-components';

type ChoiceProps<Word extends string> = {
  readonly name: string;
  readonly value: Word;
  readonly options: readonly { readonly value: Word; readonly words: string }[];
  readonly onChange: (value: Word) => void;
};

/** One of a few, all of them in sight. */
export function Choice<Word extends string>({ name, value, options, onChange }: ChoiceProps<Word>) {
  return (
    <RadioGroup className="choice" orientation="horizontal" value={value} onChange={(next) => onChange(next as Word)}>
      <Label className="choice-name">{name}</Label>
      <div className="choice-options">
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className="choice-option">
            {option.words}
          </Radio>
        ))}
      </div>
    </RadioGroup>
  );
}
