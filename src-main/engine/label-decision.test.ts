import { describe, expect, it } from 'vitest';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { parseDecision } from './label-decision.ts';

describe('what a person typed as a label', () => {
  it.each(['DOORWood', 'doorwood', ' DoorWOOD '])('reads the CatID %j in any case', (text) => {
    expect(parseDecision(text)).toEqual({ category: 'DOORS', catId: 'DOORWood' });
  });

  it('reads a category', () => {
    expect(parseDecision('dirt & sand')).toEqual({ category: 'DIRT & SAND', catId: null });
  });

  it('asks back rather than guesses', () => {
    const failure = (() => {
      try {
        parseDecision('DOORWod');
      } catch (error) {
        return error instanceof SonothequeError ? error.failure : null;
      }
      return null;
    })();
    expect(failure).toMatchObject({ code: 'unknown-category' });
    expect(failure?.nextStep).toContain('DOORWood');
  });
});
