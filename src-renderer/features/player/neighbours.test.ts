import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { createNeighbours } from './neighbours.ts';

const sound = (id: number, durationSeconds = 2): SoundRecord =>
  ({ id: id as SoundId, status: 'indexed', format: { durationSeconds, channels: 2 } }) as unknown as SoundRecord;

function prepared() {
  const gone: string[] = [];
  const asked: string[] = [];
  const neighbours = createNeighbours({
    peaks: async (id) => {
      asked.push(`peaks ${id}`);
      return null;
    },
    audio: async (id) => {
      asked.push(`audio ${id}`);
      return `blob:${id}`;
    },
    letGo: (address) => gone.push(address),
  });
  return { neighbours, letGo: gone, asked };
}

describe('sounds beside the one that is heard', () => {
  it('are here before they are chosen, and asked for once', async () => {
    const { neighbours, asked } = prepared();
    await neighbours.prepare([sound(1)]);
    await neighbours.prepare([sound(1)]);
    expect(neighbours.audioOf(1 as SoundId)).toBe('blob:1');
    await neighbours.peaksOf(1 as SoundId, new AbortController().signal);
    expect(asked).toEqual(['audio 1', 'peaks 1']);
  });

  it('begin from where they lie when they are long', async () => {
    const { neighbours } = prepared();
    await neighbours.prepare([sound(1, 3_600)]);
    expect(neighbours.audioOf(1 as SoundId)).toBe('/audio/1');
  });

  it('are let go with their bytes when others come, the one used last not before', async () => {
    const { neighbours, letGo } = prepared();
    await neighbours.prepare([sound(1), sound(2)]);
    neighbours.audioOf(1 as SoundId);
    await neighbours.prepare(Array.from({ length: 7 }, (_, at) => sound(at + 3)));
    expect(letGo).toEqual(['blob:2']);
    expect(neighbours.audioOf(1 as SoundId)).toBe('blob:1');
  });
});
