import { expect, it } from 'vitest';
import type { EvaluationReport } from '../../../src-shared/contract/evaluation.ts';
import { evaluationPage } from './evaluation-page.ts';

const scores = {
  sounds: 3,
  top1: 2 / 3,
  top1Low: 0.2,
  top1High: 0.9,
  top3: 1,
  top5: 1,
  macroF1: 0.5,
  macroRecall: 0.5,
  calibrationError: 0.12,
  coverageAt90: 1 / 3,
  coverageThreshold: 0.8,
};
const report: EvaluationReport = {
  list: '/sounds/<script>alert(1)</script>.tsv',
  folder: '/sounds',
  modelVersion: 'model-1',
  sounds: 3,
  libraries: 1,
  confidence: 'high',
  folds: null,
  faults: [{ kind: 'missing-file', line: 4, path: 'a&b".wav', message: 'Line 4: a&b".wav is not there.' }],
  lines: [
    {
      name: 'heard',
      withNames: false,
      meanOverLibraries: { libraries: 0, top1: null, top5: null },
      overall: scores,
      byLibrary: [{ library: '<img src=x onerror=alert(1)>', ...scores }],
      byCategory: [{ category: 'DOORS', sounds: 3, suggested: 2, precision: 1, recall: 0.67, f1: 0.8 }],
      confusion: [
        { category: 'DOORS', suggested: 'DOORS', sounds: 2 },
        { category: 'DOORS', suggested: 'WOOD', sounds: 1 },
      ],
      reliability: [{ from: 0.8, to: 0.87, sounds: 3, meanProbability: 0.84, accuracy: 0.67 }],
      firstLabels: {
        first: 10,
        before: 0.4,
        after: 0.7,
        byLibrary: [{ library: 'A & B', labelled: 30, sounds: 50, before: 0.4, after: 0.7 }],
      },
      catIds: { labelled: 0, given: 0, right: 0 },
      seconds: 1,
    },
  ],
};

it('a page of scores shows names of any kind as text and asks for nothing', () => {
  const page = evaluationPage(report);
  expect(page).not.toMatch(/<script|<img|javascript:|https?:/u);
  expect(page).toContain('&lt;img src=x onerror');
  expect(page).toContain('a&amp;b&quot;.wav');
  expect(page).toContain("default-src 'none'");
  expect(page).not.toContain('NaN');
  expect(page).toContain('DOORS taken for WOOD: 1 of 3');
  expect(page.match(/<svg/gu)).toHaveLength(3);
});
