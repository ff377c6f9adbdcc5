import type { Settings } from '../../../src-shared/contract/settings.ts';

/** Every column there is, from the left as they come. Ids never change: they are kept. */
export const columnIds = [
  'name',
  'similarity',
  'match',
  'waveform',
  'category',
  'certainty',
  'duration',
  'rate',
  'channels',
  'format',
  'loudness',
  'peak',
  'source',
  'library',
  'folder',
  'description',
  'fxName',
  'keywords',
  'creatorId',
  'sourceLibrary',
  'note',
  'rating',
  'favourite',
  'plays',
] as const;
export type ColumnId = (typeof columnIds)[number];

const usualPixels: { readonly [Id in ColumnId]: number } = {
  name: 180,
  similarity: 56,
  match: 100,
  waveform: 96,
  category: 156,
  certainty: 44,
  duration: 58,
  rate: 64,
  channels: 48,
  format: 64,
  loudness: 84,
  peak: 80,
  source: 96,
  library: 110,
  folder: 200,
  description: 240,
  fxName: 140,
  keywords: 180,
  creatorId: 84,
  sourceLibrary: 110,
  note: 180,
  rating: 72,
  favourite: 36,
  plays: 48,
};
/** Beside the columns of similar sounds, so that the others stay in sight in the smallest window. */
const closePixels: { readonly [Id in ColumnId]?: number } = {
  name: 128,
  similarity: 50,
  match: 92,
  waveform: 64,
  category: 116,
  certainty: 40,
  duration: 54,
  rate: 60,
};
const NARROWEST_PIXELS = 36;
const WIDEST_PIXELS = 900;
const GAP_PIXELS = 10;
/** On the right, under the button for columns. */
const SIDES_PIXELS = 48;

/** Only of similar sounds: they come and go with these. */
export const matchColumns: readonly ColumnId[] = ['similarity', 'match'];

const shownAtFirst: readonly ColumnId[] = ['name', 'waveform', 'category', 'certainty', 'duration', 'rate'];
const hiddenAtFirst: readonly ColumnId[] = columnIds.filter((id) => !shownAtFirst.includes(id));

/** Which columns are shown, in which order, how wide. */
export type ColumnLayout = {
  readonly order: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
  readonly pixels: { readonly [Id in ColumnId]?: number };
};

export const initialLayout: ColumnLayout = { order: columnIds, hidden: hiddenAtFirst, pixels: {} };

export const shownColumns = ({ order, hidden }: ColumnLayout): readonly ColumnId[] =>
  order.filter((id) => !hidden.includes(id));

export const pixelsOf = ({ pixels, hidden }: ColumnLayout, id: ColumnId): number =>
  pixels[id] ?? (hidden.includes('similarity') ? undefined : closePixels[id]) ?? usualPixels[id];

/** Shares of the room that is left over; the rest is as wide as it is. One that was resized by hand stays, but the name. */
const shares: { readonly [Id in ColumnId]?: number } = {
  name: 3,
  category: 1,
  folder: 1,
  description: 1,
  keywords: 1,
  note: 1,
};

/** As `grid-template-columns`. */
export const templateOf = (layout: ColumnLayout): string =>
  shownColumns(layout)
    .map((id) => {
      const share = layout.pixels[id] === undefined || id === 'name' ? shares[id] : undefined;
      const pixels = `${pixelsOf(layout, id)}px`;
      return share === undefined ? pixels : `minmax(${pixels}, ${share}fr)`;
    })
    .join(' ');

/** Where there is less room than this, the table scrolls sideways. */
export const tableWidth = (layout: ColumnLayout): number => {
  const shown = shownColumns(layout);
  return shown.reduce((sum, id) => sum + pixelsOf(layout, id), SIDES_PIXELS + GAP_PIXELS * (shown.length - 1));
};

/** As a table of similar sounds shows it: how like they are comes right after the name. */
export function withMatches(layout: ColumnLayout): ColumnLayout {
  const others = layout.order.filter((id) => !matchColumns.includes(id));
  const after = others.indexOf('name') + 1;
  return {
    ...layout,
    order: [...others.slice(0, after), ...matchColumns, ...others.slice(after)],
    hidden: layout.hidden.filter((id) => !matchColumns.includes(id)),
  };
}

/** As it is kept. */
export const withoutMatches = (layout: ColumnLayout): ColumnLayout => ({
  ...layout,
  hidden: [...layout.hidden.filter((id) => !matchColumns.includes(id)), ...matchColumns],
});

/** The name can't be hidden: a row without it is nobody. */
export function toggleColumn(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (id === 'name') return layout;
  const hidden = layout.hidden.includes(id) ? layout.hidden.filter((other) => other !== id) : [...layout.hidden, id];
  return { ...layout, hidden };
}

/** Puts a column where another shown one stands; that one and those after it (or before) make room. */
export function moveColumn(layout: ColumnLayout, id: ColumnId, to: ColumnId): ColumnLayout {
  if (id === to) return layout;
  const target = layout.order.indexOf(to);
  const order = layout.order.filter((other) => other !== id);
  return { ...layout, order: [...order.slice(0, target), id, ...order.slice(target)] };
}

/** Moves a column past its neighbour; as it is at the edge. */
export function stepColumn(layout: ColumnLayout, id: ColumnId, step: -1 | 1): ColumnLayout {
  const shown = shownColumns(layout);
  const neighbour = shown[shown.indexOf(id) + step];
  return neighbour === undefined ? layout : moveColumn(layout, id, neighbour);
}

export const resizeColumn = (layout: ColumnLayout, id: ColumnId, pixels: number): ColumnLayout => ({
  ...layout,
  pixels: { ...layout.pixels, [id]: Math.round(Math.min(WIDEST_PIXELS, Math.max(NARROWEST_PIXELS, pixels))) },
});

const isId = (name: string): name is ColumnId => columnIds.some((known) => known === name);

/** Of what is set; columns that an older version did not know stand at the end, as they are at first. */
export function layoutOf(kept: Settings['columns']): ColumnLayout {
  const known = kept.flatMap(({ name, ...column }) => (isId(name) ? [{ ...column, name }] : []));
  if (known.length === 0) return initialLayout;
  const order = [...new Set(known.map(({ name }) => name))];
  const others = columnIds.filter((id) => !order.includes(id));
  const hidden = known.filter(({ name, shown }) => !shown && name !== 'name').map(({ name }) => name);
  const layout: ColumnLayout = {
    order: [...order, ...others],
    hidden: [...hidden, ...others.filter((id) => hiddenAtFirst.includes(id))],
    pixels: {},
  };
  return known.reduce(
    (sum, { name, widthPixels }) => (widthPixels === null ? sum : resizeColumn(sum, name, widthPixels)),
    layout,
  );
}

/** As it is set. */
export const columnsOf = ({ order, hidden, pixels }: ColumnLayout): Settings['columns'] =>
  order.map((name) => ({ name, shown: !hidden.includes(name), widthPixels: pixels[name] ?? null }));

export const rowHeights = ['compact', 'normal', 'comfortable'] as const;
export type RowHeight = (typeof rowHeights)[number];
export const rowPixels: { readonly [Height in RowHeight]: number } = { compact: 24, normal: 28, comfortable: 36 };

/** The height that is nearest to what is set. */
export const rowHeightOf = (pixels: number): RowHeight =>
  rowHeights.reduce((nearest, height) =>
    Math.abs(rowPixels[height] - pixels) < Math.abs(rowPixels[nearest] - pixels) ? height : nearest,
  );
