/** Search by a part of a sound: whether what is found in other splices is of the part's category. */
import { Engine } from '../../src-main/engine/index.ts';
import { throwingFailures } from '../../src-shared/client/index.ts';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import { FRAME_SECONDS } from '../../src-shared/contract/frames.ts';
import type { Heard } from './listen.ts';
import { type Piece, pieceAt } from './truth.ts';

export type RegionScore = {
  readonly queries: number;
  /** Precision among the first five and ten. */
  readonly five: number;
  readonly ten: number;
  /** What a random frame of another splice scores. */
  readonly random: number;
  /** What a perfect search would: categories are in few splices. */
  readonly bestFive: number;
  readonly bestTen: number;
};

export type RegionScores = {
  readonly all: RegionScore;
  /** Of pieces at least as long as a frame. */
  readonly longRegions: RegionScore;
  /** Where only frames of other libraries count. */
  readonly otherLibraries: RegionScore;
};

type Found = { readonly query: Piece; readonly ranked: readonly (Piece | null)[]; readonly others: readonly Heard[] };

/** Asks for each piece of each splice, as a window does: the best moment of every other splice. */
export async function searchRegions(catalogueFile: string, heard: readonly Heard[]): Promise<RegionScores> {
  const engine = await Engine.open({ catalogue: catalogueFile, readOnly: true });
  const client = throwingFailures(engine.client());
  const byId = new Map(heard.map((one) => [one.id as number, one]));
  const found: Found[] = [];
  try {
    for (const one of heard) {
      const others = heard.filter((other) => other !== one);
      for (const query of one.splice.pieces) {
        const { startSeconds, endSeconds } = query;
        const answers = await client.listening
          .similar({ to: { id: one.id }, startSeconds, endSeconds, mode: 'moment', limit: heard.length })
          // A piece that has too little in any frame can't be asked for.
          .catch(noneOfSilence);
        if (answers.length === 0) continue;
        const ranked = answers.map(({ sound, startSeconds: at }) => {
          const other = byId.get(sound.id);
          return other ? pieceAt(other.splice, at, 1) : null;
        });
        found.push({ query, ranked, others });
      }
    }
  } finally {
    await engine.close();
  }
  const isOther = (query: Piece, piece: Piece) => piece.group !== query.group;
  const isLong = ({ query }: Found) => query.endSeconds - query.startSeconds >= FRAME_SECONDS;
  return {
    all: scoreOf(found, isOther),
    longRegions: scoreOf(found.filter(isLong), isOther),
    otherLibraries: scoreOf(found, (query, piece) => isOther(query, piece) && piece.library !== query.library),
  };
}

function noneOfSilence(error: unknown): [] {
  if (error instanceof SonothequeError && error.failure.code === 'silent-sound') return [];
  throw error;
}

function scoreOf(found: readonly Found[], counts: (query: Piece, piece: Piece) => boolean): RegionScore {
  const rows = found.map(({ query, ranked, others }) => {
    const left = ranked.filter((piece) => piece === null || counts(query, piece));
    const rightAmong = (first: number) =>
      left.slice(0, first).filter((piece) => piece?.category === query.category).length / first;
    let [frames, right] = [0, 0];
    for (const { truth } of others) {
      for (const piece of truth) {
        if (!piece || !counts(query, piece)) continue;
        frames += 1;
        right += Number(piece.category === query.category);
      }
    }
    const holding = others.filter(({ splice }) =>
      splice.pieces.some((piece) => counts(query, piece) && piece.category === query.category),
    ).length;
    return {
      five: rightAmong(5),
      ten: rightAmong(10),
      random: frames > 0 ? right / frames : 0,
      bestFive: Math.min(1, holding / 5),
      bestTen: Math.min(1, holding / 10),
    };
  });
  const mean = (of: keyof (typeof rows)[number]) => rows.reduce((sum, row) => sum + row[of], 0) / rows.length;
  return {
    queries: rows.length,
    five: mean('five'),
    ten: mean('ten'),
    random: mean('random'),
    bestFive: mean('bestFive'),
    bestTen: mean('bestTen'),
  };
}
