/** What of the map is in sight: a point of it in the middle, and how many pixels one unit takes. */
export type View = { readonly x: number; readonly y: number; readonly scale: number };

export type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
export type Size = { readonly width: number; readonly height: number };

const MARGIN = 0.92;

/** All of it in sight. */
export function fitting({ left, right, top, bottom }: Box, { width, height }: Size): View {
  const scale = Math.min(width / Math.max(1e-6, right - left), height / Math.max(1e-6, bottom - top));
  return { x: (left + right) / 2, y: (top + bottom) / 2, scale: scale * MARGIN };
}

export const toMap = ({ x, y, scale }: View, { width, height }: Size, pixelX: number, pixelY: number) => ({
  x: x + (pixelX - width / 2) / scale,
  y: y + (pixelY - height / 2) / scale,
});

export const toPixels = (view: View, { width, height }: Size, x: number, y: number) => ({
  x: (x - view.x) * view.scale + width / 2,
  y: (y - view.y) * view.scale + height / 2,
});

/** The point below the pointer stays there. */
export function zoomed(
  view: View,
  size: Size,
  factor: number,
  pixelX: number,
  pixelY: number,
  limits: readonly [number, number],
): View {
  const scale = Math.min(limits[1], Math.max(limits[0], view.scale * factor));
  const { x, y } = toMap(view, size, pixelX, pixelY);
  return { scale, x: x - (pixelX - size.width / 2) / scale, y: y - (pixelY - size.height / 2) / scale };
}

/** Whether a point lies in a polygon (crossings of a ray; Shimrat 1962, "Algorithm 112"). @param corners x, y, x, y… */
export function isInside(corners: ArrayLike<number>, x: number, y: number): boolean {
  let inside = false;
  for (let at = 0, before = corners.length - 2; at < corners.length; before = at, at += 2) {
    const [ax, ay] = [corners[at] as number, corners[at + 1] as number];
    const [bx, by] = [corners[before] as number, corners[before + 1] as number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

export type Direction = 'left' | 'right' | 'up' | 'down';

/** How far something is in a direction: what lies aside counts as farther; not at all behind one. */
export function farness(direction: Direction, dx: number, dy: number): number {
  const ahead = { left: -dx, right: dx, up: -dy, down: dy }[direction];
  const aside = direction === 'left' || direction === 'right' ? Math.abs(dy) : Math.abs(dx);
  return ahead <= 0 || aside > 2 * ahead ? Number.POSITIVE_INFINITY : ahead + 2 * aside;
}
