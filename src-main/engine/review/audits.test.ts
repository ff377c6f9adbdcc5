import { describe, expect, it } from 'vitest';
import type { ModelVersionId, PayloadHash, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Audit } from '../../catalogue/index.ts';
import { auditsThatSpeak } from './audits.ts';

const modelVersion = 'now' as ModelVersionId;
let drawn = 0;
const audit = (changes: Partial<Omit<Audit, 'payloadHash'>> & { readonly payload?: string } = {}): Audit => {
  drawn += 1;
  const { payload = String(drawn), ...rest } = changes;
  return {
    id: String(drawn),
    payloadHash: payload as PayloadHash,
    soundIds: [drawn as SoundId],
    scope: '',
    share: 0.1,
    suggestion: { category: 'DOORS', catId: null, probability: 0.9 },
    modelVersion,
    author: 'editor',
    drawnAt: new Date(0),
    decision: { category: 'DOORS', catId: null },
    ...rest,
  };
};
const speaking = (audits: readonly Audit[], scope = '', isInside: (id: SoundId) => boolean = () => true) =>
  auditsThatSpeak(audits, { scope, modelVersion, isInside });

describe('audits that speak for what is reviewed', () => {
  it('were drawn from it, or from everything and lie in it', () => {
    const [own, everywhere, elsewhere, other] = [audit({ scope: 'rain' }), audit(), audit(), audit({ scope: 'wind' })];
    const inRain = (id: SoundId) => id === everywhere.soundIds[0];
    expect(speaking([own, everywhere, elsewhere, other], 'rain', inRain)).toEqual([own, everywhere]);
  });
  it('are of the model in use', () => {
    expect(speaking([audit({ modelVersion: 'before' as ModelVersionId })])).toEqual([]);
  });
  it('count what was passed over, as long as it is there', () => {
    const [there, gone] = [audit({ decision: null }), audit({ decision: null, soundIds: [] })];
    expect(speaking([there, gone])).toEqual([there]);
  });
  it('speak once for a recording, by what was suggested first', () => {
    const suggestion = { category: 'WIND', catId: null, probability: 0.3 };
    const [before, again] = [audit({ payload: 'one', suggestion }), audit({ payload: 'one' })];
    expect(speaking([before, again])).toEqual([before]);
  });
});
