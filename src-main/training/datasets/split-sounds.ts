import { groupByKeys, shuffled, variantSeries } from '../../learning/index.ts';

export type Split = 'training' | 'validation' | 'test';

/** A sound as far as splitting goes. */
export type SplittableSound = {
  /** Index of its dataset. */
  readonly dataset: number;
  readonly library: string;
  readonly path: string;
  readonly label: string;
  readonly payloadHash: string | null;
  readonly duplicateGroups: readonly string[];
};

export type SplitShares = {
  readonly validation: number;
  readonly test: number;
  /** Near-duplicates and numbered variants stay on one side; the same audio always does. */
  readonly grouped: boolean;
};

/**
 * Which sounds must not be parted, of all datasets together: the same audio, and with `grouped` the same recording
 * (`pairs`, duplicates that are known) and numbered variants of one library.
 *
 * @param pairs places of sounds that are nearly the same
 * @returns a group number a sound, from 0
 */
export function groupSounds(
  sounds: readonly SplittableSound[],
  grouped: boolean,
  pairs: readonly (readonly [number, number])[],
): Int32Array {
  const keys = sounds.map(({ library, path, payloadHash, duplicateGroups }) => [
    ...(payloadHash === null ? [] : [`same\0${payloadHash}`]),
    ...(grouped ? [`variants\0${library}\0${variantSeries(path)}`] : []),
    ...(grouped ? duplicateGroups.map((group) => `copies\0${group}`) : []),
  ]);
  if (grouped) {
    for (const [place, pair] of pairs.entries()) for (const sound of pair) keys[sound]?.push(`alike\0${place}`);
  }
  return groupByKeys(keys);
}

type Stratum = { readonly targets: Map<Split, number>; readonly groups: Set<number> };

/**
 * Deals groups to training, validation and test so that each class of each dataset is shared out as wanted (iterative
 * stratification: Sechidis, Tsoumakas and Vlahavas, ECML PKDD 2011, over groups instead of examples): the class with the
 * fewest groups first, its largest groups first, each to the side that is most in want of it. A class of two groups has
 * one of them in validation, one of three has one in each; a class of one is only trained on.
 *
 * @param groups as `groupSounds` gives
 * @returns a side a sound; always the same for a seed
 */
export function splitSounds(
  sounds: readonly SplittableSound[],
  groups: ArrayLike<number>,
  { validation, test }: Pick<SplitShares, 'validation' | 'test'>,
  seed: number,
): readonly Split[] {
  const sides: readonly Split[] = ['training', 'validation', 'test'];
  const shares = { training: 1 - validation - test, validation, test };
  const strata = new Map<string, Stratum>();
  const stratumNames = new Map<number, Set<string>>();
  const sizes = new Map<number, number>();
  for (const [place, { dataset, label }] of sounds.entries()) {
    const group = groups[place] as number;
    const name = `${dataset}\0${label}`;
    const stratum = strata.get(name) ?? { targets: new Map(), groups: new Set() };
    strata.set(name, stratum);
    stratum.groups.add(group);
    stratumNames.set(group, (stratumNames.get(group) ?? new Set()).add(name));
    sizes.set(group, (sizes.get(group) ?? 0) + 1);
  }
  for (const { targets, groups: own } of strata.values()) {
    const held = (share: number, fewest: number) =>
      share === 0 ? 0 : Math.max(share * own.size, own.size >= fewest ? 1 : 0);
    const [forValidation, forTest] = [held(validation, 2), held(test, validation === 0 ? 2 : 3)];
    targets.set('training', own.size - forValidation - forTest);
    targets.set('validation', forValidation);
    targets.set('test', forTest);
  }
  const order = shuffled(strata.values(), seed).sort((a, b) => a.groups.size - b.groups.size);
  const sideOf = new Map<number, Split>();
  for (const [place, stratum] of order.entries()) {
    const falling = shuffled(stratum.groups, seed + place + 1).sort(
      (a, b) => (sizes.get(b) ?? 0) - (sizes.get(a) ?? 0),
    );
    for (const group of falling) {
      if (sideOf.has(group)) continue;
      const side = neediest(stratum, sides, shares);
      sideOf.set(group, side);
      for (const name of stratumNames.get(group) ?? []) {
        const targets = strata.get(name)?.targets;
        targets?.set(side, (targets.get(side) ?? 0) - 1);
      }
    }
  }
  return sounds.map((_, place) => sideOf.get(groups[place] as number) ?? 'training');
}

function neediest(
  { targets, groups }: Stratum,
  sides: readonly Split[],
  shares: { readonly [Side in Split]: number },
): Split {
  // What a class has only once is trained on.
  if (groups.size === 1) return 'training';
  return sides
    .filter((side) => shares[side] > 0)
    .reduce((best, side) => ((targets.get(side) ?? 0) > (targets.get(best) ?? 0) ? side : best), 'training');
}
