import { describe, expect, it } from 'vitest';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import { draggedName, renderAddress } from './render-address.ts';

const id = 17 as SoundId;

describe('the address of a part', () => {
  it('names the part in plain seconds, with handles where there are any', () => {
    const part = { startSeconds: 1 / 3, endSeconds: 2 };
    expect(renderAddress(id, part, 0.5)).toBe('/render/17?from=0.333333&to=2&handles=0.5');
    expect(renderAddress(id, { startSeconds: 0.0000001, endSeconds: 2 }, 0)).toBe('/render/17?from=0&to=2');
  });

  it('is the whole sound without one', () => {
    expect(renderAddress(id, null, 0.5)).toBe('/render/17');
  });
});

describe('the name of what is dragged out', () => {
  it('is the file’s own, or tells the part', () => {
    const sound = { path: '/sounds/Take: 2.flac' };
    expect(draggedName(sound, null)).toBe('Take_ 2.flac');
    expect(draggedName(sound, { startSeconds: 1, endSeconds: 2.5 })).toBe('Take_ 2 1.00-2.50.wav');
  });
});
