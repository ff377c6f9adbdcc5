import { Slider as AriaSlider, Label, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

type SliderProps = {
  readonly name: string;
  readonly value: number;
  readonly lowest: number;
  readonly highest: number;
  readonly step: number;
  /** Where it goes back to on a double click. */
  readonly usual: number;
  readonly words: (value: number) => string;
  readonly onChange: (value: number) => void;
};

/** A number to be dragged, or stepped by arrow keys. */
export function Slider({ name, value, lowest, highest, step, usual, words, onChange }: SliderProps) {
  return (
    <AriaSlider
      className="slider"
      minValue={lowest}
      maxValue={highest}
      step={step}
      value={value}
      onChange={(next) => onChange(Array.isArray(next) ? (next[0] ?? usual) : next)}
    >
      <Label>{name}</Label>
      <SliderOutput className="slider-value">{words(value)}</SliderOutput>
      <SliderTrack className="slider-track" onDoubleClick={() => onChange(usual)}>
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </AriaSlider>
  );
}
