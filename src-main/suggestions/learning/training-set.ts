/** Which labels of a catalogue a head learns from. */
import { categories } from '../../../src-shared/ucs/index.ts';
import { UNHEARABLE } from '../heard.ts';

/** What a person decided for a sound or a part of it. */
export type LabelOfSound = {
  readonly soundId: number;
  readonly payloadId: number;
  readonly region: { readonly startSeconds: number; readonly endSeconds: number } | null;
  readonly category: string;
  /** The starter head was taught it already. */
  readonly isTaught?: boolean;
};

export type Lesson = {
  /** The same for the same content and category, whichever sound has it. */
  readonly key: string;
  readonly payloadId: number;
  readonly region: LabelOfSound['region'];
  readonly category: number;
  /** Decides which of too many labels of a category count: neither age nor order does. */
  readonly lot: number;
  /** Says what the sound is, but teaches nothing new. */
  readonly isTaught: boolean;
};

export type TrainingSet = {
  /** All labels of a sound as they are now. @returns whether anything is learned from others than before */
  readonly set: (soundId: number, labels: readonly LabelOfSound[]) => boolean;
  /** What was said of a sound as a whole; −1: nothing. */
  readonly saidOf: (soundId: number) => number;
  /** Of all sounds as wholes: the same for the same, whatever their order. */
  readonly saidOfAll: () => string;
  /** Categories with any label. */
  readonly labelled: () => ReadonlySet<number>;
  /** At most so many a category. @param canLearn whether features are there */
  readonly chosen: (mostPerCategory: number, canLearn: (lesson: Lesson) => boolean) => ReadonlyMap<string, Lesson>;
};

export function createTrainingSet(): TrainingSet {
  const bySound = new Map<number, readonly Lesson[]>();
  /** Sums of lots, one of each kind of mixing. */
  const all = { sum: 0, mixed: 0 };
  /** Of each category by lot, each with how many sounds say so. */
  const byCategory = categories.map((): { lesson: Lesson; sounds: number }[] => []);

  const place = (lessons: readonly { readonly lesson: Lesson }[], { lot, key }: Lesson): number => {
    let [low, high] = [0, lessons.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = lessons[middle]?.lesson;
      if (other !== undefined && (other.lot < lot || (other.lot === lot && other.key < key))) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const count = (lesson: Lesson, change: 1 | -1): void => {
    const lessons = byCategory[lesson.category] ?? [];
    const at = place(lessons, lesson);
    const there = lessons[at];
    if (there?.lesson.key !== lesson.key) {
      if (change > 0) lessons.splice(at, 0, { lesson, sounds: 1 });
      return;
    }
    there.sounds += change;
    if (there.sounds === 0) lessons.splice(at, 1);
  };

  const add = (soundId: number, category: number, sign: 1 | -1): void => {
    if (category < 0) return;
    const lot = lotOf(`${soundId} ${category}`);
    all.sum = (all.sum + sign * lot) >>> 0;
    all.mixed = (all.mixed ^ Math.imul(lot, 0x9e3779b1)) >>> 0;
  };

  return {
    saidOf: (soundId) => saidOf(bySound.get(soundId) ?? []),
    saidOfAll: () => `${all.sum.toString(36)} ${all.mixed.toString(36)}`,
    set: (soundId, labels) => {
      const before = bySound.get(soundId) ?? [];
      const after = labels.flatMap((label) => lessonOf(label) ?? []);
      const isSame = before.length === after.length && before.every(({ key }, at) => key === after[at]?.key);
      if (isSame) return false;
      for (const lesson of before) count(lesson, -1);
      for (const lesson of after) count(lesson, 1);
      add(soundId, saidOf(before), -1);
      add(soundId, saidOf(after), 1);
      if (after.length === 0) bySound.delete(soundId);
      else bySound.set(soundId, after);
      return true;
    },
    labelled: () => new Set(byCategory.keys().filter((category) => (byCategory[category]?.length ?? 0) > 0)),
    chosen: (mostPerCategory, canLearn) => {
      const chosen = new Map<string, Lesson>();
      for (const lessons of byCategory) {
        let left = mostPerCategory;
        for (const { lesson } of lessons) {
          if (left === 0) break;
          if (lesson.isTaught || !canLearn(lesson)) continue;
          chosen.set(lesson.key, lesson);
          left -= 1;
        }
      }
      return chosen;
    },
  };
}

const saidOf = (lessons: readonly Lesson[]): number => lessons.find(({ region }) => region === null)?.category ?? -1;

function lessonOf({ payloadId, region, category: name, isTaught = false }: LabelOfSound): Lesson | null {
  const category = categories.indexOf(name);
  // A label of another version of UCS, and what nobody can hear, teach nothing.
  if (category < 0 || category === UNHEARABLE) return null;
  const part = region === null ? '' : ` ${region.startSeconds}–${region.endSeconds}`;
  const key = `${String(payloadId).padStart(10, '0')}${part} ${category}`;
  return { key, payloadId, region, category, lot: lotOf(key), isTaught };
}

/** A number that looks random and is always the same (FNV-1a, mixed once more). */
export function lotOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
