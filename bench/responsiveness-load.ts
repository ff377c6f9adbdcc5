import { setTimeout as pause } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';
import type { EngineClient } from '../src-shared/contract/contract.ts';

const TIMES_A_SECOND = 10;
const PAGE = 100;
const QUERIES = ['', 'door', 'wav', 'a', 'dark woosh', '0', 'loop', 'no such sound', 'ogg', 'bell'];
const DECISIONS = ['DOORWood', 'ANMLDog', 'BELLHand', 'RAINGlas'];

/** Milliseconds of each answer, by what was asked. */
export type Answers = { readonly label: number[]; readonly query: number[]; readonly page: number[] };

/** Labels and searches ten times a second each, and watches jobs and changes, until told to stop. */
export async function putUnderLoad(client: EngineClient, signal: AbortSignal): Promise<Answers> {
  const answers: Answers = { label: [], query: [], page: [] };
  const timed = async <Result>(times: number[], ask: () => Promise<Result>): Promise<Result> => {
    const begun = performance.now();
    const result = await ask();
    times.push(performance.now() - begun);
    return result;
  };
  const search = async (turn: number): Promise<void> => {
    const text = QUERIES[turn % QUERIES.length] ?? '';
    const { id, count } = await timed(answers.query, () => client.sounds.query({ text }));
    const offset = Math.max(0, Math.floor((count - PAGE) * ((turn * 0.37) % 1)));
    await timed(answers.page, () => client.sounds.page({ resultSetId: id, offset, limit: PAGE }));
    await client.sounds.release({ resultSetId: id });
  };
  const label = async (turn: number): Promise<void> => {
    const { id, count } = await client.sounds.query({ text: '' });
    const [sound] = await client.sounds.page({ resultSetId: id, offset: (turn * 7) % Math.max(1, count), limit: 1 });
    await client.sounds.release({ resultSetId: id });
    if (!sound) return;
    const decision = DECISIONS[turn % DECISIONS.length] ?? null;
    await timed(answers.label, () => client.labels.set({ commandId: uuidv7(), sounds: { ids: [sound.id] }, decision }));
  };
  const watching = [
    watch(() => client.jobs.watch(undefined, { signal })),
    watch(() => client.catalogue.watch(undefined, { signal })),
  ];
  const under = new Set<Promise<void>>();
  for (let turn = 0; !signal.aborted; turn += 1) {
    // By the clock, whether or not the last ones were answered: as people press keys.
    for (const act of [search(turn), label(turn)]) {
      under.add(act);
      void act.finally(() => under.delete(act));
    }
    await pause(1_000 / TIMES_A_SECOND, undefined, { signal }).catch(() => {});
  }
  await Promise.all([...under, ...watching]);
  return answers;
}

async function watch(begin: () => Promise<AsyncIterable<unknown>>): Promise<void> {
  try {
    for await (const _ of await begin());
  } catch {
    // Ended by the signal.
  }
}
