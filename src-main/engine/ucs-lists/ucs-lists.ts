import { randomUUID } from 'node:crypto';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { UcsListRecord, UcsPlan } from '../../../src-shared/contract/ucs.ts';
import {
  putUcsListInForce,
  shippedUcsList,
  type UcsList,
  type UcsTable,
  ucsInForce,
} from '../../../src-shared/ucs/index.ts';
import {
  type Catalogue,
  type DecisionOptions,
  type LabelOrigin,
  type NewLabel,
  ucsListSetting,
} from '../../catalogue/index.ts';
import { Notifier } from '../jobs/notifier.ts';
import { type PlannedUcsList, planUcsList } from './plan-ucs-list.ts';
import type { UcsSheet } from './read-sheet.ts';

const MOST_PLANS = 4;

type Kept = PlannedUcsList & {
  readonly version: string;
  /** The list that it was compared with. */
  readonly before: UcsTable;
  /** The command that used it. */
  commandId: string | null;
};

/** The UCS list in force, which is that of the catalogue, and plans for others. */
export class UcsLists {
  readonly changes = new Notifier();
  readonly #plans = new Map<string, Kept>();

  /** Puts the catalogue's list in force: when it is opened, and after a command that changed it was taken back. */
  async load(catalogue: Catalogue): Promise<void> {
    const text = await catalogue.settingText(ucsListSetting);
    putUcsListInForce(text === null ? null : (JSON.parse(text) as UcsList));
    await catalogue.ucsListChanged();
    this.changes.notify();
  }

  now(): UcsListRecord {
    const { version, subcategories, renamed } = ucsInForce();
    return { version, subcategories, renamed, isShipped: ucsInForce() === shippedUcsList };
  }

  /** @param sheet `null`: the list that the product comes with */
  async plan(catalogue: Catalogue, sheet: UcsSheet | null, name: string, version: string): Promise<UcsPlan> {
    const subcategories = sheet?.subcategories ?? shippedUcsList.subcategories;
    const counts = await catalogue.labelCounts();
    const before = ucsInForce();
    const planned = planUcsList(before, { version, subcategories }, counts);
    const id = randomUUID();
    this.#plans.set(id, { ...planned, version, before, commandId: null });
    for (const oldest of this.#plans.keys()) {
      if (this.#plans.size <= MOST_PLANS) break;
      this.#plans.delete(oldest);
    }
    return { ...planned.plan, id, name, problems: sheet?.problems ?? [] };
  }

  /** @throws SonothequeError `plan-gone` */
  versionOf(planId: string): string {
    return this.#planned(planId).version;
  }

  /**
   * Uses a planned list and brings labels to it.
   * @throws SonothequeError `plan-gone`, `plan-outdated`
   */
  async apply(
    catalogue: Catalogue,
    planId: string,
    mapLabels: boolean,
    origin: LabelOrigin,
    options: DecisionOptions,
  ): Promise<number> {
    const planned = this.#planned(planId);
    // The same command again is answered as before, and does nothing.
    const { commandId = null } = options;
    if (planned.before !== ucsInForce() && (commandId === null || planned.commandId !== commandId)) throw outdated();
    planned.commandId = commandId;
    const { list, map, version } = planned;
    const labels: NewLabel[] = [];
    if (mapLabels) {
      const standing = await catalogue.labelsWith([...map.catIds.keys()], [...map.categories.keys()]);
      for (const { soundId, region, category, catId, source, author, device } of standing) {
        const now = catId === null ? undefined : map.catIds.get(catId.toLowerCase());
        const decision =
          now === undefined
            ? { category: map.categories.get(category ?? '') ?? category ?? '', catId }
            : { category: now.category, catId: now.catId };
        // It is still said by who said it: the list speaks another language, and they say the same.
        labels.push({ soundId, region, decision, source, author, device });
      }
    }
    const isShipped = JSON.stringify(list.subcategories) === JSON.stringify(shippedUcsList.subcategories);
    // Former names are kept with it, so that lists written in them are understood.
    const isPlain = isShipped && Object.keys(list.renamed).length === 0;
    const value = isPlain ? null : JSON.stringify(list);
    const deed = { action: 'use-ucs-list', detail: version } as const;
    const { changed } = await catalogue.labelTogether(labels, deed, origin, {
      ...options,
      setting: { name: ucsListSetting, value },
    });
    await this.load(catalogue);
    return changed.length;
  }

  #planned(id: string): Kept {
    const planned = this.#plans.get(id);
    if (planned !== undefined) return planned;
    throw new SonothequeError({
      code: 'plan-gone',
      message: 'This plan is not kept any more.',
      nextStep: 'Open the sheet again.',
    });
  }
}

const outdated = (): SonothequeError =>
  new SonothequeError({
    code: 'plan-outdated',
    message: 'Another UCS list came into force since this was planned.',
    nextStep: 'Open the sheet again and look at what it would do now.',
  });
