import { randomUUID } from 'node:crypto';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { ListPlan, ListRow } from '../../../src-shared/contract/label-lists.ts';
import type { ListRowKind } from '../../../src-shared/label-lists/index.ts';
import type { Catalogue, NewLabel } from '../../catalogue/index.ts';
import { createBreathing } from '../lists/breathing.ts';
import { type ListRequest, type PlannedList, planList } from './plan-list.ts';

/** A window plans one at a time; another may ask meanwhile. */
const MOST_PLANS = 4;

export type RowQuery = {
  readonly kinds: readonly ListRowKind[] | null;
  readonly text: string;
  readonly offset: number;
  readonly limit: number;
};

/** Plans of imports that were looked at last: the oldest makes room for the newest. */
export class LabelPlans {
  readonly #plans = new Map<string, PlannedList>();

  /** @throws SonothequeError `list-without-columns` */
  async plan(catalogue: Catalogue, request: ListRequest): Promise<ListPlan> {
    const planned = await planList(catalogue, request);
    const id = randomUUID();
    this.#plans.set(id, planned);
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= MOST_PLANS) break;
      this.#plans.delete(oldest);
    }
    return { id, ...planned.plan };
  }

  /** @throws SonothequeError `plan-gone` */
  async rows(
    id: string,
    { kinds, text, offset, limit }: RowQuery,
  ): Promise<{ total: number; rows: readonly ListRow[] }> {
    const wanted = text.toLowerCase();
    const breathe = createBreathing();
    const rows: ListRow[] = [];
    let total = 0;
    for (const row of this.#planned(id).rows) {
      const fits =
        (kinds === null || kinds.includes(row.kind)) &&
        (wanted === '' || `${row.path}\n${row.written}\n${row.reason ?? ''}`.toLowerCase().includes(wanted));
      if (fits) {
        if (total >= offset && rows.length < limit) rows.push(row);
        total += 1;
      }
      await breathe();
    }
    return { total, rows };
  }

  /** What a plan wants labelled, and from which list. Throws `plan-gone`. */
  labels(id: string): { readonly name: string; readonly sounds: number; readonly labels: readonly NewLabel[] } {
    const { plan, labels } = this.#planned(id);
    return { name: plan.name, sounds: plan.sounds, labels };
  }

  /** @throws SonothequeError `plan-gone` */
  #planned(id: string): PlannedList {
    const planned = this.#plans.get(id);
    if (planned !== undefined) return planned;
    throw new SonothequeError({
      code: 'plan-gone',
      message: 'This plan is not kept any more.',
      nextStep: 'Open the list again.',
    });
  }
}
