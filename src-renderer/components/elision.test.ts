import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitForElision } from './elision.ts';

it('keeps take number and extension', () => {
  expect(splitForElision('Car_Door_Slam_Heavy_Outside_Take_03.wav').tail).toContain('Take_03.wav');
});

it('leaves short names whole', () => {
  expect(splitForElision('door.wav')).toEqual({ head: 'door.wav', tail: '' });
});

it('loses nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (name) => {
      const { head, tail } = splitForElision(name);
      expect(head + tail).toBe(name);
    }),
  );
});
