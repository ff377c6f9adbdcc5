import { describe, expect, it } from 'vitest';
import type { Evidence, Suggestion } from '../../../src-shared/contract/suggestions.ts';
import { disagreementOf } from './disagreement.ts';

const suggestion = (category: string, beliefs: { readonly [Kind in Evidence['kind']]?: number }): Suggestion => ({
  category,
  catId: null,
  probability: 0.5,
  evidence: Object.entries(beliefs).map(([kind, probability]) => ({
    kind: kind as Evidence['kind'],
    probability,
    text: '',
  })),
});

describe('how much name and sound disagree', () => {
  it('is nothing where they say the same, or one of them says nothing', () => {
    expect(
      disagreementOf([suggestion('DOORS', { heard: 0.9, named: 0.8 }), suggestion('WIND', { heard: 0.1, named: 0.2 })]),
    ).toBe(0);
    expect(disagreementOf([suggestion('DOORS', { heard: 0.9 }), suggestion('WIND', { heard: 0.1 })])).toBe(0);
    expect(disagreementOf([])).toBe(0);
  });

  it('is much where both are sure of something else, and little where one hardly minds', () => {
    const sure = [suggestion('DOORS', { heard: 0.9, named: 0 }), suggestion('WIND', { heard: 0, named: 0.9 })];
    const vague = [suggestion('DOORS', { heard: 0.3, named: 0 }), suggestion('WIND', { heard: 0.28, named: 0.9 })];
    expect(disagreementOf(sure)).toBeCloseTo(0.9);
    expect(disagreementOf(vague)).toBeGreaterThan(0);
    expect(disagreementOf(vague)).toBeLessThan(0.2);
  });
});
