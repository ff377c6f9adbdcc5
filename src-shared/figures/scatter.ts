import { familyOf } from '../ucs/index.ts';
import { type Figure, label, rounded, type Shape, shape, shortened } from './shape.ts';

export type ScatterPoint = { readonly x: number; readonly y: number; readonly class: string; readonly about: string };

const MOST_NAMED = 14;

/**
 * Points on a plane, coloured by the family of their category, the largest categories named at their middles. Of classes
 * that UCS doesn't know all have one colour.
 * @param points −1…1 on both axes
 */
export function scatterFigure(points: readonly ScatterPoint[], name: string, side = 480): Figure {
  const at = (value: number) => rounded(((value + 1) / 2) * (side - 16) + 8);
  const radius = points.length > 800 ? 1.8 : points.length > 200 ? 2.4 : 3;
  const dots = points.map(({ x, y, class: one, about }) =>
    shape(
      'circle',
      { class: `family-${familyOf(one)}`, cx: at(x), cy: at(y), r: radius, 'fill-opacity': 0.75 },
      shape('title', {}, `${one}: ${about}`),
    ),
  );
  const groups = [...Map.groupBy(points, (point) => point.class)].sort(([, a], [, b]) => b.length - a.length);
  const taken: { readonly x: number; readonly y: number; readonly half: number }[] = [];
  const names = groups.slice(0, MOST_NAMED).flatMap(([one, members]): readonly Shape[] => {
    const middle = (axis: 'x' | 'y') => {
      const sorted = members.map((point) => point[axis]).sort((a, b) => a - b);
      return sorted[Math.floor(sorted.length / 2)] ?? 0;
    };
    const words = shortened(one, 20);
    const place = { x: at(middle('x')), y: at(middle('y')) + 4, half: words.length * 3.4 };
    // Of two names in one place the larger category's stands.
    const meets = taken.some(
      (other) => Math.abs(other.x - place.x) < other.half + place.half && Math.abs(other.y - place.y) < 12,
    );
    if (meets) return [];
    taken.push(place);
    return [label(place.x, place.y, words, { class: 'small named', 'text-anchor': 'middle' })];
  });
  return {
    name,
    width: side,
    height: side,
    shapes: [shape('rect', { class: 'frame', x: 0, y: 0, width: side, height: side }), ...dots, ...names],
  };
}
