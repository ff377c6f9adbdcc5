/** Figures as data: one place draws each, a page and a window show it. */

export type Shape = {
  readonly tag: 'g' | 'rect' | 'text' | 'line' | 'circle' | 'title';
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly children: readonly (Shape | string)[];
};

export type Figure = {
  /** What it shows, for those who can't see it. */
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
};

export const shape = (
  tag: Shape['tag'],
  attributes: Shape['attributes'],
  ...children: readonly (Shape | string)[]
): Shape => ({ tag, attributes, children });

export const label = (x: number, y: number, text: string, attributes: Shape['attributes'] = {}): Shape =>
  shape('text', { x, y, ...attributes }, text);

/** One decimal is a tenth of a pixel. */
export const rounded = (value: number): number => Math.round(value * 10) / 10;

const LONGEST = 28;

/** The middle goes: take numbers and beginnings tell names apart. */
export const shortened = (name: string, longest = LONGEST): string =>
  name.length <= longest ? name : `${name.slice(0, longest / 2)}…${name.slice(1 - longest / 2)}`;
