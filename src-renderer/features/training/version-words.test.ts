import { describe, expect, it } from 'vitest';
import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import { costWords, otherVersion, versionFacts, versionLine } from './version-words.ts';

const shipped: ModelVersionRecord = {
  id: 'aisfx-x-sequential-ce' as ModelVersionId,
  name: 'aiSFX',
  active: true,
  createdAt: new Date(0),
  soundsCovered: 900,
  soundsTotal: 1_000,
  isShipped: true,
  isPrevious: false,
  width: 64,
  hasAdapter: false,
  embeddingSize: 512,
  lineage: {
    parents: [],
    madeFrom: 'shipped',
    trains: null,
    datasets: [],
    datasetsFingerprint: null,
    configuration: null,
    outcome: null,
    productVersion: null,
    licences: ['CC BY 4.0'],
  },
  parity: null,
  hasSuggestionHead: true,
  disk: { files: 18_000_000, vectors: 2_000_000 },
  problem: null,
};
const test = [{ dataset: 'Doors', frames: 40, sounds: 10, loss: 1, frameMacroF1: 0.5, soundMacroF1: 0.6 }];
const made: ModelVersionRecord = {
  ...shipped,
  id: 'mine' as ModelVersionId,
  active: false,
  isShipped: false,
  hasAdapter: true,
  soundsCovered: 0,
  lineage: {
    ...shipped.lineage,
    parents: [shipped.id],
    madeFrom: 'run',
    trains: 'adapter',
    datasets: [{ name: 'Doors', classKind: 'category', classes: 3, sounds: 100 }],
    datasetsFingerprint: 'abcdef0123456789',
    outcome: { kind: 'outcome', ended: 'all-epochs', bestEpoch: 3, validation: [], test, backend: 'node', seconds: 4 },
  },
  parity: { fp32Cosine: 0.9999999, int8Cosine: null, usesInt8: false, int8Refusal: 'it hears less', blocks: 100 },
};

describe('a model version in words', () => {
  it('stands in the list with what it is', () => {
    expect(versionLine(shipped)).toBe('In use · came with Sonotheque');
    expect(versionLine(made)).toBe('adapter, 1 dataset');
    expect(versionLine({ ...made, problem: { code: 'gone', message: 'Its files are gone.', nextStep: null } })).toBe(
      'Can’t be used · adapter, 1 dataset',
    );
  });

  it('says what activating it costs', () => {
    expect(costWords({ ...made, soundsCovered: 1_000 }, null)).toContain('a moment');
    expect(costWords(made, null)).toContain('seconds');
    const encoder = { ...made, lineage: { ...made.lineage, trains: 'encoder' as const } };
    expect(costWords(encoder, 3_240_000)).toContain('about 6 h');
    expect(costWords({ ...encoder, width: 8 }, 3_240_000)).toContain('about 6 min');
  });

  it('has facts', () => {
    expect(versionFacts(made).map(({ name, value }) => `${name}: ${value}`)).toEqual([
      'Coverage: 0 of 1,000 sounds (0 %)',
      'Encoder: 64 channels, with an adapter',
      'Parity: cosine over 100 blocks: fp32 1.000000, no int8: it hears less',
      'Suggestions: Learned with it',
      'Disk: 18 MB, and 2.0 MB of vectors',
      'Trained on: native TensorFlow on the processor',
      'Data: abcdef012345',
      'Licences: CC BY 4.0',
    ]);
  });

  it('is compared with the one that it began from', () => {
    const older = { ...shipped, id: 'older' as ModelVersionId, active: false };
    expect(otherVersion(made, [older, shipped])).toBe(shipped);
    expect(otherVersion(shipped, [older])).toBe(older);
    expect(otherVersion(shipped, [])).toBeUndefined();
  });
});
