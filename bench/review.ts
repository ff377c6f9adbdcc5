/**
 * How soon a review answers in a large catalogue: `node scripts/run.mjs bench/review.ts CATALOGUE` on a copy of one with
 * real vectors (`bench/similar.ts grow`). The engine runs in this process, as an application's does, and a window follows
 * the review meanwhile. `SOUNDS` reviews only so many of them, `SERVICE=1` lets suggestions learn at the same time, `DECISIONS` (40) says how many are made in
 * each order; all are taken back.
 */
import os from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { v7 as uuidv7 } from 'uuid';
import { Engine } from '../src-main/engine/index.ts';
import { throwingFailures } from '../src-shared/client/index.ts';
import type { SoundId } from '../src-shared/contract/identifiers.ts';
import { type ReviewItem, type ReviewState, reviewOrders } from '../src-shared/contract/review.ts';
import { tableOf, timesOf } from './review/times.ts';

const file = process.argv[2] ?? '';
const DECISIONS = Number(process.env.DECISIONS ?? 40);
/** A window fetches so many ahead. */
const AHEAD = 3;

const engine = await Engine.open({ catalogue: file });
if (process.env.SERVICE === '1') await engine.beginService();
const client = throwingFailures(engine.client('person'));
const times = timesOf(() => monitorEventLoopDelay({ resolution: 1 }));
const { id: resultSetId, count } = await client.sounds.query({});
const among = { resultSetId, ranges: [{ first: 0, end: Math.min(count, Number(process.env.SOUNDS ?? count)) }] };

const { sessionId, sounds } = await times.measure('open', () => client.review.open({ among }));
const following = new AbortController();
let state: ReviewState | null = null;
const watching = (async () => {
  const options = { signal: following.signal };
  for await (const told of await client.review.watch({ sessionId }, options)) state = told;
})().catch(() => {});

let place = 0;
const next = (order: (typeof reviewOrders)[number], onHand: readonly SoundId[]) =>
  client.review.next({ sessionId, order, onHand: [...onHand], place, limit: AHEAD });
const idsOf = ({ members }: ReviewItem) => members.map(({ sound }) => sound.id);

await times.measure('first sound, before groups are known', () => next('covering', []));
await times.measure('groups and cells', async () => {
  while ((state as ReviewState | null)?.groups == null) await new Promise((resolve) => setTimeout(resolve, 10));
});
let decided = 0;
for (const order of reviewOrders) {
  let [item] = await times.measure(`${order}: first`, () => next(order, []));
  for (let at = 0; at < DECISIONS && item !== undefined; at += 1) {
    const ids = idsOf(item);
    const audited = item.kind === 'audit' ? (ids[0] ?? null) : null;
    const decision = item.members[0]?.sound.suggestions[0]?.category ?? 'DOORS';
    const judged = { commandId: uuidv7(), sessionId, sounds: ids, audited };
    const isSkipped = at % 10 === 9;
    await times.measure(`${order}: ${isSkipped ? 'skip' : 'decide'}`, () =>
      isSkipped ? client.review.skip(judged) : client.review.decide({ ...judged, decision }),
    );
    if (!isSkipped) decided += 1;
    place += 1;
    [item] = await times.measure(`${order}: next`, () => next(order, ids));
  }
}
await times.measure('estimate', () => client.review.estimate({ sessionId, targetPrecision: 0.9 }));
const [shown] = await next('covering', []);
const id = shown?.members[0]?.sound.id;
if (id !== undefined)
  await times.measure('nearest sounds', () => client.listening.similar({ to: { id }, mode: 'whole', limit: 20 }));
for (; decided > 0; decided -= 1) await times.measure('undo', () => client.history.undo({ commandId: uuidv7() }));
following.abort();
await watching;
await engine.close();
console.log(
  `${sounds.total.toLocaleString('en-US')} sounds, ${os.cpus().length} cores, load ${(os.loadavg()[0] ?? 0).toFixed(1)}, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`,
);
console.log(tableOf(times.measured));
