import './figure.css';
import { createElement, memo, type ReactNode } from 'react';
import type { Figure, Shape } from '../../../src-shared/figures/index.ts';

/** As React spells them. */
const spelled: { readonly [name: string]: string } = {
  class: 'className',
  'text-anchor': 'textAnchor',
  'fill-opacity': 'fillOpacity',
};

function drawn({ tag, attributes, children }: Shape, key: number): ReactNode {
  const given = Object.fromEntries(Object.entries(attributes).map(([name, value]) => [spelled[name] ?? name, value]));
  // A figure's shapes never change places.
  return createElement(
    tag,
    { ...given, key },
    ...children.map((child, at) => (typeof child === 'string' ? child : drawn(child, at))),
  );
}

type FigureViewProps = {
  readonly figure: Figure;
  /** How much larger than drawn. */
  readonly zoom?: number;
  /** What it shows is told beside it. */
  readonly isHidden?: boolean;
};

/** A figure as src-shared/figures draws it, in the window's colours. */
export const FigureView = memo(function FigureView({ figure, zoom = 1, isHidden = false }: FigureViewProps) {
  const { name, width, height, shapes } = figure;
  return (
    <svg
      className="figure"
      role="img"
      aria-label={name}
      aria-hidden={isHidden}
      width={width * zoom}
      height={height * zoom}
      viewBox={`0 0 ${width} ${height}`}
    >
      {shapes.map(drawn)}
    </svg>
  );
});
