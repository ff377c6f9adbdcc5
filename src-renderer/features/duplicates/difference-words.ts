import type { DuplicateDifference, DuplicateGroup, DuplicateMember } from '../../../src-shared/contract/duplicates.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { decibelWords, rateWords } from '../../components/index.ts';

const secondsWords = (seconds: number): string => `${Number(Math.abs(seconds).toFixed(seconds < 0.95 ? 2 : 1))} s`;

/** How a sound differs from the one that stands for its group: `trimmed by 0.4 s at the end`. */
export function differenceWords(member: DuplicateMember, representative: SoundRecord): string {
  const words = member.differences.flatMap((difference) => wordsOf(difference, member.sound, representative));
  return words.length === 0 ? 'identical' : words.join(', ');
}

function wordsOf(difference: DuplicateDifference, sound: SoundRecord, other: SoundRecord): readonly string[] {
  switch (difference.kind) {
    case 'format':
      return [formatWords(sound, other)];
    case 'gain':
      return [`${decibelWords(Math.abs(difference.decibels), 'dB')} ${difference.decibels > 0 ? 'louder' : 'quieter'}`];
    case 'trimmed':
      return [...edgeWords(difference.startSeconds, 'at the start'), ...edgeWords(difference.endSeconds, 'at the end')];
  }
}

const SHORTEST_SECONDS = 0.005;

function edgeWords(seconds: number, where: string): readonly string[] {
  if (Math.abs(seconds) < SHORTEST_SECONDS) return [];
  return [`${seconds > 0 ? 'trimmed by' : 'longer by'} ${secondsWords(seconds)} ${where}`];
}

/** The first thing that differs in how they are stored: `FLAC instead of WAV`. */
function formatWords({ format: mine }: SoundRecord, { format: theirs }: SoundRecord): string {
  if (mine === null || theirs === null) return 'stored in another way';
  const pairs: readonly (readonly [string, string])[] = [
    [mine.container.toUpperCase(), theirs.container.toUpperCase()],
    [rateWords(mine.sampleRateHz), rateWords(theirs.sampleRateHz)],
    [depthWords(mine.bitDepth), depthWords(theirs.bitDepth)],
    [channelWords(mine.channels), channelWords(theirs.channels)],
    [mine.codec, theirs.codec],
  ];
  const differing = pairs.filter(([a, b]) => a !== b && a !== '' && b !== '').slice(0, 2);
  if (differing.length === 0) return 'stored in another way';
  return `${differing.map(([a]) => a).join(', ')} instead of ${differing.map(([, b]) => b).join(', ')}`;
}

const depthWords = (bits: number | null): string => (bits === null ? '' : `${bits} bit`);
const channelWords = (channels: number): string =>
  channels === 1 ? 'mono' : channels === 2 ? 'stereo' : `${channels} channels`;

/** A group counts as decided when each of its members is. */
export const isDecided = ({ members }: DuplicateGroup): boolean => members.every(({ decision }) => decision !== null);
