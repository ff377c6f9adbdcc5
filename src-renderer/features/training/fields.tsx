import { createContext, type ReactNode, useContext, useEffect, useId, useState } from 'react';
import { useActions, useAppState } from '../../app/index.ts';
import { Switch } from '../../components/index.ts';
import { valueAt } from './draft.ts';
import type { Mistakes } from './mistakes.ts';

/** What is wrong with the draft, for the fields within. */
export const MistakesContext = createContext<Mistakes>(new Map());

/** What stands at a place of the draft, what is wrong with it, and how to change it. */
function useField(place: string) {
  const { training } = useActions();
  const value = useAppState((state) => valueAt(state.training.draft, place));
  const mistake = useContext(MistakesContext).get(place);
  return { value, mistake, set: (next: unknown): void => training.set(place, next) };
}

type FieldProps = {
  /** In the configuration: `optimiser.learningRate`. */
  readonly place: string;
  readonly name: string;
  /** What it does, in a sentence. */
  readonly words: string;
};

type LineProps = Pick<FieldProps, 'name' | 'words'> & {
  readonly id: string;
  readonly mistake: string | undefined;
  readonly children: ReactNode;
};

/** A setting with its name, what it does, and what is wrong with it. */
function Line({ id, name, words, mistake, children }: LineProps) {
  return (
    <div className="lab-field">
      <div className="lab-field-words">
        <label htmlFor={id}>{name}</label>
        <p id={`${id}-words`} className="lab-note">
          {words}
        </p>
      </div>
      {children}
      <p id={`${id}-mistake`} className="lab-mistake" role="alert">
        {mistake}
      </p>
    </div>
  );
}

const described = (id: string, mistake: string | undefined) => ({
  'aria-describedby': `${id}-words ${id}-mistake`,
  'aria-invalid': mistake === undefined ? undefined : true,
});

const textOf = (value: unknown): string => (typeof value === 'number' && Number.isFinite(value) ? String(value) : '');
const numberOf = (text: string): number => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));

/** A number. Of an option that may be left out, `usual` is what is taken then. */
export function NumberField({
  usual,
  unit,
  ...field
}: FieldProps & { readonly usual?: number; readonly unit?: string }) {
  const id = useId();
  const { value, mistake, set } = useField(field.place);
  const [text, setText] = useState(textOf(value));
  // What comes from elsewhere, a preset or a paste, replaces what was typed.
  useEffect(() => {
    setText((typed) => (Object.is(numberOf(typed), value) ? typed : Number.isNaN(value) ? typed : textOf(value)));
  }, [value]);
  return (
    <Line {...field} id={id} mistake={mistake}>
      <div className="lab-control">
        <input
          id={id}
          className="field lab-number"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          placeholder={usual === undefined ? undefined : String(usual)}
          {...described(id, mistake)}
          onChange={(event) => {
            setText(event.target.value);
            const isLeftOut = usual !== undefined && event.target.value.trim() === '';
            set(isLeftOut ? undefined : numberOf(event.target.value));
          }}
        />
        {unit !== undefined && <span className="lab-unit">{unit}</span>}
      </div>
    </Line>
  );
}

export type Option = { readonly value: string; readonly words: string };

/** One of several by name. */
export function SelectField({
  options,
  onChange,
  ...field
}: FieldProps & { readonly options: readonly Option[]; readonly onChange?: (value: string) => void }) {
  const id = useId();
  const { value, mistake, set } = useField(field.place);
  return (
    <Line {...field} id={id} mistake={mistake}>
      <select
        id={id}
        className="field lab-select"
        value={String(value ?? '')}
        {...described(id, mistake)}
        onChange={(event) => (onChange ?? set)(event.target.value)}
      >
        {value === undefined && <option value="">Choose…</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.words}
          </option>
        ))}
      </select>
    </Line>
  );
}

/** On or off. */
export function SwitchField({
  name,
  words,
  on,
  onChange,
}: Omit<FieldProps, 'place'> & {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <div className="lab-field">
      <Switch on={on} onChange={onChange}>
        {name}
      </Switch>
      <p className="lab-note lab-switch-words">{words}</p>
    </div>
  );
}

/** A part of the configuration that is folded away, with what it says now. */
export function Fold({
  title,
  now,
  places,
  children,
}: {
  readonly title: string;
  readonly now: string;
  /** Beginnings of the places within: a mistake there opens it. */
  readonly places: readonly string[];
  readonly children: ReactNode;
}) {
  const mistakes = useContext(MistakesContext);
  const isWrong = [...mistakes.keys()].some((place) => places.some((begin) => place.startsWith(begin)));
  const [isOpen, setOpen] = useState(false);
  return (
    <details className="lab-fold" open={isOpen || isWrong} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="lab-fold-title">{title}</span>
        <span className="lab-fold-now">{now}</span>
      </summary>
      <div className="lab-fold-body">{children}</div>
    </details>
  );
}
