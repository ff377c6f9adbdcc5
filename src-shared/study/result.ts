import type { EmbeddingScores } from '../evaluation/index.ts';

/** Scores of held-back sounds by one embedding, by dataset. */
export type StudyScores = readonly EmbeddingScores[];

/** One training of the grid. */
export type StudyCellName = {
  /** `cross-entropy, joint, seed 1`, as a file may be called. */
  readonly id: string;
  readonly loss: string;
  readonly method: string;
  readonly seed: number;
};

export type StudyCellResult = StudyCellName &
  (
    | {
        readonly state: 'done';
        readonly before: StudyScores;
        readonly after: StudyScores;
        readonly epochs: number;
        readonly backend: string;
        readonly seconds: number;
      }
    /** Why it could not be trained; the study went on. */
    | { readonly state: 'failed'; readonly reason: string }
  );

export type StudyReport = {
  readonly name: string;
  readonly datasets: readonly { readonly name: string; readonly sounds: number; readonly classes: number }[];
  readonly losses: readonly string[];
  readonly methods: readonly string[];
  readonly seeds: readonly number[];
  readonly cells: readonly StudyCellResult[];
};

export type StudyEvent =
  | { readonly kind: 'reading'; readonly done: number; readonly total: number }
  | {
      readonly kind: 'cell';
      readonly cell: StudyCellName;
      readonly number: number;
      readonly of: number;
      readonly doing: string;
      readonly share: number | null;
    }
  | { readonly kind: 'cell-done'; readonly result: StudyCellResult; readonly number: number; readonly of: number }
  | { readonly kind: 'done'; readonly report: StudyReport; readonly page: string };
