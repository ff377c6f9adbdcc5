import type { CollectionRecord } from '../../../src-shared/contract/collections.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { countOf } from '../../components/index.ts';
import { countRows, type RowRange, type RowRanges } from '../browser/row-ranges.ts';
import { type Narrowing, narrowed } from '../browser/sound-query.ts';
import { moveTarget } from './moving.ts';

type Neighbours = {
  readonly narrow: (narrowing: Narrowing) => void;
  readonly followMoved: (rows: RowRange) => void;
  readonly selectedRows: () => {
    readonly resultSetId: number;
    readonly ranges: RowRanges;
    readonly count: number;
  } | null;
};

/** Putting sounds together. Rows of the table go by their numbers, so that a hundred thousand are one short command. */
export function createCollectionsActions(
  { engine, state, change, tell, announce }: ActionContext,
  { narrow, followMoved, selectedRows }: Neighbours,
) {
  let moving = false;

  async function refresh(): Promise<void> {
    try {
      change('collections', { list: await engine.collections.list(undefined, { context: { unasked: true } }) });
    } catch {
      // The next change of the catalogue asks again; what is known stays.
    }
  }

  const named = (id: string): string => state().collections.list?.find((one) => one.id === id)?.name ?? '';

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      tell(failureOf(thrown));
    }
    await refresh();
  }

  async function addTo(id: string, name: string): Promise<void> {
    const rows = selectedRows();
    if (rows === null) return;
    const { resultSetId, ranges, count } = rows;
    const sounds = { resultSetId, ranges: [...ranges] };
    const { changed } = await engine.collections.add({ commandId: crypto.randomUUID(), id, sounds });
    const there = count - changed;
    tell({
      text:
        changed === 0 ? `All of these are in “${name}” already.` : `Added ${countOf(changed, 'sound')} to “${name}”.`,
      nextStep:
        changed > 0 && there > 0 ? `${countOf(there, 'sound')} ${there === 1 ? 'was' : 'were'} in it already.` : null,
      isFailure: false,
    });
  }

  /** The collection on show in its own order, where rows can be moved; `null` where none is. */
  const movable = (): string | null => {
    const { results } = state().browser;
    const { narrowing, sort } = results?.query ?? {};
    return sort?.by === 'collection' && sort.descending !== true ? (narrowing?.collectionId ?? null) : null;
  };

  /** @param to the row that they are to stand before */
  async function moveRowsTo(to: number): Promise<void> {
    const rows = selectedRows();
    const id = movable();
    const count = state().browser.results?.count ?? 0;
    const target = rows && moveTarget(rows.ranges, to, count);
    if (rows === null || id === null || !target || moving) return;
    moving = true;
    const { resultSetId, ranges } = rows;
    await attempt(async () => {
      const before =
        target.before === null
          ? null
          : ((await engine.sounds.page({ resultSetId, offset: target.before, limit: 1 }))[0]?.id ?? null);
      const sounds = { resultSetId, ranges: [...ranges] };
      await engine.collections.move({ commandId: crypto.randomUUID(), id, sounds, before });
      followMoved(target.rows);
      announce(`Moved to place ${target.rows.first + 1}.`);
    });
    moving = false;
  }

  return {
    refresh,
    movable,
    show: (id: string | undefined): void => {
      const { narrowing } = state().browser.query;
      narrow(id === undefined ? narrowed(narrowing, { collectionId: undefined }) : { collectionId: id });
    },
    /** @param addSelected whether the selected sounds go into it */
    create: (name: string, colour: string, addSelected: boolean): Promise<void> => {
      change('shell', { dialogue: null });
      return attempt(async () => {
        const commandId = crypto.randomUUID();
        const rows = addSelected ? selectedRows() : null;
        if (rows === null) {
          await engine.collections.create({ commandId, name, colour });
          return;
        }
        const { resultSetId, ranges, count } = rows;
        await engine.collections.create({ commandId, name, colour, sounds: { resultSetId, ranges: [...ranges] } });
        tell({ text: `Added ${countOf(count, 'sound')} to “${name}”.`, nextStep: null, isFailure: false });
      });
    },
    change: (id: string, changes: { readonly name?: string; readonly colour?: string }): Promise<void> => {
      change('shell', { dialogue: null });
      return attempt(async () => {
        await engine.collections.change({ commandId: crypto.randomUUID(), id, ...changes });
      });
    },
    /** @param before the one that it is to stand before; `null`: at the end */
    move: (id: string, before: string | null): Promise<void> =>
      attempt(async () => {
        await engine.collections.change({ commandId: crypto.randomUUID(), id, before });
      }),
    remove: ({ id, name }: CollectionRecord): Promise<void> =>
      attempt(async () => {
        await engine.collections.delete({ commandId: crypto.randomUUID(), id });
        const { narrowing } = state().browser.query;
        if (narrowing.collectionId === id) narrow(narrowed(narrowing, { collectionId: undefined }));
        tell({ text: `Deleted the collection “${name}”.`, nextStep: 'Its sounds are untouched.', isFailure: false });
      }),
    addSelected: (id: string): Promise<void> => {
      change('shell', { dialogue: null });
      return attempt(() => addTo(id, named(id)));
    },
    removeSelected: (): Promise<void> =>
      attempt(async () => {
        const rows = selectedRows();
        const id = state().browser.results?.query.narrowing.collectionId;
        if (rows === null || id === undefined) return;
        const sounds = { resultSetId: rows.resultSetId, ranges: [...rows.ranges] };
        const { changed } = await engine.collections.remove({ commandId: crypto.randomUUID(), id, sounds });
        tell({ text: `Took ${countOf(changed, 'sound')} out of “${named(id)}”.`, nextStep: null, isFailure: false });
        const first = rows.ranges[0]?.first ?? 0;
        const left = (state().browser.results?.count ?? 0) - countRows(rows.ranges);
        const next = Math.min(first, left - 1);
        followMoved({ first: Math.max(0, next), end: Math.max(0, next) + 1 });
      }),
    /** @param step rows, downwards positive */
    moveRows: (step: 1 | -1): Promise<void> => {
      const ranges = selectedRows()?.ranges ?? [];
      return moveRowsTo(step < 0 ? (ranges[0]?.first ?? 0) - 1 : (ranges.at(-1)?.end ?? 0) + 1);
    },
    moveRowsTo,
  };
}
