import { describe, expect, it } from 'vitest';
import { isAllowedLicence } from './allowed-licences.ts';

describe('a licence that fits a program under GPL-3.0-or-later', () => {
  it.each(['MIT', 'Apache-2.0 AND MIT', '(AGPL-1.0 OR MIT)', 'MIT AND (ISC OR SSPL-1.0)', 'OFL-1.1'])('%s', (text) => {
    expect(isAllowedLicence(text)).toBe(true);
  });
});

describe('what does not fit, or is not said', () => {
  it.each([
    '',
    'UNLICENSED',
    'SEE LICENSE IN LICENSE.md',
    'GPL-2.0-only',
    'MIT AND SSPL-1.0',
    'CC-BY-NC-4.0',
    '(MIT',
    'MIT OR',
    'MIT MIT',
    ')',
  ])('%j', (text) => {
    expect(isAllowedLicence(text)).toBe(false);
  });
});
