import { afterEach, expect, it } from 'vitest';
import { type SoundToTeach, teach } from '../../suggestions/index.ts';
import { Teacher } from './teacher.ts';

let teacher = new Teacher();
afterEach(async () => {
  await teacher.close();
  teacher = new Teacher();
});

const sounds = ['DOORS', 'RAIN', 'DOORS', 'RAIN'].map(
  (category, index): SoundToTeach => ({
    library: 'a',
    category,
    trust: 1,
    pooled: {
      meanAndMax: Float32Array.from({ length: 1024 }, (_, at) => Math.sin(at * (category === 'RAIN' ? 3 : 7) + index)),
      categories: new Float32Array(82).fill(1 / 82),
    },
  }),
);

it('a thread teaches what is taught here', async () => {
  expect(await teacher.teach(sounds)).toEqual(teach(sounds));
  expect(await teacher.teach([])).toBeNull();
});

it('a thread that is ended rejects what it worked on, and begins anew', async () => {
  const teaching = teacher.teach(sounds);
  const ended = expect(teaching).rejects.toThrow('learning was ended');
  await teacher.close();
  await ended;
  expect((await teacher.teach(sounds))?.head.biases).toHaveLength(82);
});

it('a task that fails says so', async () => {
  const wrong = sounds.map((sound) => ({ ...sound, pooled: null as unknown as SoundToTeach['pooled'] }));
  await expect(teacher.teach(wrong)).rejects.toThrow();
  expect(await teacher.teach(sounds)).not.toBeNull();
});
