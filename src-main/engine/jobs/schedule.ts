import { type JobPriority, jobPriorities } from '../../../src-shared/contract/jobs.ts';

/**
 * What work may take for itself: two jobs that want the same one go one after the other. `train`: hours of work on all
 * that is to be had, which stands aside for everything else while a person works; `calculate`: minutes on one core.
 */
export type Lane = 'disk' | 'decode' | 'encode' | 'train' | 'calculate' | 'plan';

export type Contender = {
  readonly id: string;
  readonly priority: JobPriority;
  /** UUIDs of version 7 sort by time. */
  readonly lanes: readonly Lane[];
  readonly working: boolean;
};

/**
 * Which jobs may work now, and who goes before each of the others: the more urgent first, among equals the one that
 * works already, then the older. A job takes all its lanes or none.
 *
 * @param heldDown background work is to be content with one core: training rests while anything else works, so that
 *   five hours of it never slow an import down
 */
export function schedule(
  contenders: readonly Contender[],
  heldDown = false,
): {
  readonly working: ReadonlySet<string>;
  /** Id of a waiting job → id of one that has a lane it wants. */
  readonly waitingFor: ReadonlyMap<string, string>;
} {
  const holders = new Map<Lane, string>();
  const working = new Set<string>();
  const waitingFor = new Map<string, string>();
  for (const { id, lanes } of contenders.toSorted(byUrgency)) {
    const holder = lanes.map((lane) => holders.get(lane)).find((other) => other !== undefined);
    if (holder !== undefined) {
      waitingFor.set(id, holder);
      continue;
    }
    for (const lane of lanes) holders.set(lane, id);
    working.add(id);
  }
  if (heldDown) {
    const isTraining = ({ lanes }: Contender) => lanes.includes('train');
    const first = contenders.find((contender) => working.has(contender.id) && !isTraining(contender));
    for (const { id } of first ? contenders.filter(isTraining) : []) {
      if (working.delete(id)) waitingFor.set(id, first?.id ?? id);
    }
  }
  return { working, waitingFor };
}

function byUrgency(a: Contender, b: Contender): number {
  return (
    jobPriorities.indexOf(b.priority) - jobPriorities.indexOf(a.priority) ||
    Number(b.working) - Number(a.working) ||
    (a.id < b.id ? -1 : 1)
  );
}
