import type { ReviewState } from '../../../src-shared/contract/review.ts';
import { countOf, countWords } from '../../components/index.ts';

/** What leads on from a review in which nothing is left. */
export type WayOn = 'table' | 'whole' | 'machine' | 'waiting' | 'jobs';

/** Why nothing is on show, and what to do then. */
export type Ending = { readonly title: string; readonly words: string; readonly ways: readonly WayOn[] };

type Circumstances = {
  readonly sounds: ReviewState['sounds'];
  /** Groups that were on show and passed by without a decision. */
  readonly passed: number;
  /** Whether everything is reviewed, not what a search found. */
  readonly isWhole: boolean;
  /** Sounds in the table, heard or not; `null` where nobody knows. */
  readonly found: number | null;
  readonly isListening: boolean;
  /** Whether those that a machine decided can be reviewed in turn. */
  readonly canReviewMachine: boolean;
};

export function endingOf({ sounds, passed, isWhole, found, isListening, canReviewMachine }: Circumstances): Ending {
  if (sounds.total === 0) return withoutSounds({ isWhole, found, isListening });
  if (sounds.open > 0 && passed > 0) {
    return {
      title: `You have seen everything, and passed ${countOf(passed, 'decision')} by.`,
      words: `${countOf(sounds.open, 'sound')} of ${countWords(sounds.total)} are open.`,
      ways: ['waiting', 'table'],
    };
  }
  const byWhom = `${countOf(sounds.person, 'sound')} by a person, ${countWords(sounds.machine)} by machine.`;
  return sounds.machine > 0 && canReviewMachine
    ? {
        title: 'Everything here is decided.',
        words: `${byWhom} What a machine decided you can look through, too: it gives way to what you say.`,
        ways: ['machine', 'table'],
      }
    : { title: 'Everything here is decided.', words: byWhom, ways: isWhole ? ['table'] : ['whole', 'table'] };
}

function withoutSounds({
  isWhole,
  found,
  isListening,
}: Pick<Circumstances, 'isWhole' | 'found' | 'isListening'>): Ending {
  if (found === 0 && !isWhole) {
    return {
      title: 'The search finds nothing.',
      words: 'Change it in the table, or review everything.',
      ways: ['table', 'whole'],
    };
  }
  const what = isWhole ? 'Nothing' : 'Nothing of what the search found';
  return isListening
    ? {
        title: `${what} was listened to yet.`,
        words: 'That goes on now. What was heard comes here by itself.',
        ways: ['jobs', 'table'],
      }
    : {
        title: `${what} was listened to, or is there now.`,
        words: 'Index its folder again, or connect its drive. Sounds come here as soon as they are heard.',
        ways: isWhole ? ['table'] : ['table', 'whole'],
      };
}
