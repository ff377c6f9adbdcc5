import type { BulkEstimate } from '../../../src-shared/contract/review.ts';
import { countOf, countWords } from '../../components/index.ts';

/** `96 %`; with a tenth where it is nearly all. */
const percent = (share: number): string => {
  const value = share * 100;
  return `${value > 99 && value < 100 ? Math.min(99.9, Number(value.toFixed(1))) : Math.round(value)} %`;
};

/** `4,120 sounds at an expected 97 % (95–99 %)`. */
export function estimateWords({ found, targetPrecision, used, right, undecided }: BulkEstimate): string {
  if (found !== null) {
    if (found.sounds === 0) return 'No open sound is that sure.';
    const interval = `${percent(found.low).replace(' %', '')}–${percent(found.high)}`;
    return `${countOf(found.sounds, 'sound')} at an expected ${percent(found.expected)} (${interval})`;
  }
  if (right + undecided < used) {
    return `Not known to reach ${percent(targetPrecision)}: of ${countOf(used, 'audited sound')} the suggestion was right for ${countWords(right)}.`;
  }
  return `Too few audited decisions to promise ${percent(targetPrecision)}.`;
}

/** What the estimate rests on, or what it would take. */
export function intervalWords({ found, used, right, undecided, needed, audited }: BulkEstimate): string {
  const passed =
    undecided === 0
      ? ''
      : ` ${countWords(undecided)} of them ${undecided === 1 ? 'was' : 'were'} passed over and ${undecided === 1 ? 'counts' : 'count'} as wrong until decided.`;
  if (found !== null) {
    return `Told from ${countOf(used, 'random sound')} of ${countWords(audited)} that persons were asked about: the suggestion was right for ${countWords(right)}.${passed} Certainty at least ${percent(found.minProbability)}.`;
  }
  return `${countOf(audited, 'random sound')} asked about so far.${passed} At least ${countWords(needed)} more are needed, about ${countWords(needed * 10)} decisions, if the suggestion is right in all of them.`;
}
