import { afterEach, expect, it } from 'vitest';
import { fitLinearHead, type LabelledFeatures } from '../../learning/index.ts';
import { LearnerThread } from './learner-thread.ts';

let thread = new LearnerThread();
afterEach(async () => {
  await thread.close();
  thread = new LearnerThread();
});

const labelled: LabelledFeatures = {
  features: { columns: 2, values: Float32Array.of(1, 0, 0, 1, 1, 0.2, 0.1, 1) },
  classes: [3, 8, 3, 8],
};

it('a thread learns what is learned here', async () => {
  expect(await thread.fitHead(labelled, { penalty: 1 })).toEqual(fitLinearHead(labelled, { penalty: 1 }));
  const none = { sounds: [], classes: [], sampleWeights: new Float64Array(), options: { penalty: 1 } };
  expect(await thread.learnSounds(none)).toBeNull();
});

it('a thread that is ended rejects what it worked on, and begins anew', async () => {
  const fitting = thread.fitHead(labelled, { penalty: 1 });
  const ended = expect(fitting).rejects.toThrow('learning was ended');
  await thread.close();
  await ended;
  expect((await thread.fitHead(labelled, { penalty: 1 })).classes).toEqual([3, 8]);
});

it('a task that fails says so', async () => {
  const wrong = { ...labelled, features: null as unknown as LabelledFeatures['features'] };
  await expect(thread.fitHead(wrong, { penalty: 1 })).rejects.toThrow();
  expect((await thread.fitHead(labelled, { penalty: 1 })).classes).toEqual([3, 8]);
});
