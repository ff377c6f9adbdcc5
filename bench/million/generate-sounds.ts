import type { BulkSound } from '../../src-main/catalogue/testing/bulk-fill.ts';
import { pathName, randomNumbers } from '../../src-main/catalogue/testing/fixtures.ts';
import type { AudioFormat, Loudness } from '../../src-shared/contract/audio.ts';
import type { LibraryId, ModelVersionId, PayloadHash } from '../../src-shared/contract/identifiers.ts';
import type { LabelSource, Suggestion } from '../../src-shared/contract/suggestions.ts';
import { type Subcategory, subcategories } from '../../src-shared/ucs/index.ts';
import type { Vocabulary } from './vocabulary.ts';

export type GeneratorOptions = {
  readonly sounds: number;
  readonly seed: number;
  readonly vocabulary: Vocabulary;
  readonly modelVersion: ModelVersionId;
  /** n × 512 for a sound of this subcategory, or nothing. */
  readonly embeddingsOf: (soundNumber: number, subcategory: Subcategory) => Float32Array | null;
};

const formats: readonly (readonly [weight: number, container: string, codec: string, bitDepth: number | null])[] = [
  [50, 'wav', 'pcm_s24le', 24],
  [18, 'wav', 'pcm_s16le', 16],
  [4, 'wav', 'pcm_f32le', 32],
  [10, 'aiff', 'pcm_s24be', 24],
  [8, 'flac', 'flac', 24],
  [6, 'mp3', 'mp3', null],
  [4, 'ogg', 'vorbis', null],
];
const rates = [
  [50, 48_000],
  [30, 96_000],
  [14, 44_100],
  [5, 192_000],
  [1, 88_200],
] as const;
const channelCounts = [
  [70, 2],
  [25, 1],
  [3, 6],
  [2, 4],
] as const;
const sources: readonly (readonly [number, LabelSource])[] = [
  [45, 'human'],
  [35, 'file-name'],
  [15, 'metadata'],
  [5, 'import'],
];

const libraryCount = 6;
const shares = { labelled: 0.15, described: 0.3, copied: 0.02, failed: 0.003, missing: 0.005 } as const;
const dayMilliseconds = 86_400_000;
/** When the newest were added. */
const lastDay = Date.UTC(2026, 10, 1);

/** Sounds of invented vendors in realistic folders, one folder after the other; always the same for the same options. */
export function* generateSounds(
  options: GeneratorOptions,
  libraries: readonly LibraryId[],
): Generator<BulkSound, undefined, undefined> {
  const random = randomNumbers(options.seed);
  const numberBelow = (limit: number): number => Math.floor(random() * limit);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[numberBelow(items.length)];
    if (item === undefined) throw new Error('There is nothing to pick from.');
    return item;
  };
  const weighted = <Row extends readonly [number, ...unknown[]]>(rows: readonly Row[]): Row => {
    let left = random() * rows.reduce((sum, [weight]) => sum + weight, 0);
    for (const row of rows) {
      left -= row[0];
      if (left < 0) return row;
    }
    return pick(rows);
  };
  const commonFirst = (): Subcategory => {
    const subcategory = subcategories[(Math.floor(random() ** 2 * subcategories.length) * 37) % subcategories.length];
    return subcategory ?? pick(subcategories);
  };

  const hashOf = (): string =>
    Array.from({ length: 4 }, () =>
      numberBelow(2 ** 32)
        .toString(16)
        .padStart(8, '0'),
    ).join('');
  const formatOf = (packFormat: (typeof formats)[number], packRate: number): AudioFormat => {
    const [, container, codec, bitDepth] = random() < 0.9 ? packFormat : weighted(formats);
    const sampleRateHz = random() < 0.9 ? packRate : weighted(rates)[1];
    // From a tenth of a second to half an hour, most of them a few seconds.
    const durationSeconds = Math.round(0.3 * Math.exp(random() ** 1.6 * 8.5) * 1000) / 1000;
    return { container, codec, sampleRateHz, bitDepth, channels: weighted(channelCounts)[1], durationSeconds };
  };
  const loudnessOf = (): Loudness => ({
    samplePeakDbfs: -Math.round(random() ** 3 * 400) / 10,
    integratedLufs: random() < 0.1 ? null : -10 - Math.round(random() * 400) / 10,
  });
  const suggestionsOf = (subcategory: Subcategory): Suggestion[] => {
    if (random() < 0.03) return [];
    const first = random() < 0.6 ? subcategory : commonFirst();
    const probability = Math.round((1 - random() ** 0.7) * 1000) / 1000;
    const others = Array.from({ length: 4 }, commonFirst).map(({ category, catId }, i) => ({
      category,
      catId,
      probability: ((1 - probability) / 2 ** (i + 1)) * 0.9,
      evidence: [],
    }));
    const { category, catId } = first;
    return [{ category, catId: probability > 0.5 ? catId : null, probability, evidence: [] }, ...others];
  };
  const labelOf = (subcategory: Subcategory): BulkSound['label'] => {
    if (random() >= shares.labelled) return null;
    const { category, catId } = subcategory;
    return { decision: { category, catId: random() < 0.7 ? catId : null }, source: weighted(sources)[1] };
  };

  const styles = ['ucs', 'vendor', 'game', 'field'] as const;
  const nameOf = (style: (typeof styles)[number], subcategory: Subcategory, number: number): string => {
    const words = `${pick(subcategory.keywords)} ${pick(subcategory.keywords)}`;
    const real = pick(options.vocabulary.names);
    const take = String(number).padStart(3, '0');
    switch (style) {
      case 'ucs':
        return `${subcategory.catId}_${titled(`${words} ${real}`)} ${take}_SNT_BENCH`;
      case 'vendor':
        return `${titled(`${subcategory.category} ${words}`)}, ${titled(real)} ${take}`;
      case 'game':
        return `${real}_${words.replaceAll(' ', '_')}_${take}`;
      case 'field':
        return `${words} ${real} ${take}`;
    }
  };

  let made = 0;
  let lastPayload: string | null = null;
  for (const [number, libraryId] of libraries.entries()) {
    const end = Math.round((options.sounds * (number + 1)) / libraries.length);
    for (let pack = 1; made < end; pack++) {
      const style = pick(styles);
      const packFolder = `${titled(pick(options.vocabulary.folders))} ${titled(pick(options.vocabulary.folders))} Vol ${pack}`;
      const packFormat = weighted(formats);
      const packRate = weighted(rates)[1];
      const addedAt = new Date(lastDay - Math.floor(random() ** 2 * 1200) * dayMilliseconds);
      const packEnd = Math.min(end, made + 200 + numberBelow(4000));
      for (let folderNumber = 1; made < packEnd; folderNumber++) {
        const subcategory = commonFirst();
        const place = [packFolder, titled(subcategory.category), `${titled(subcategory.subCategory)} ${folderNumber}`];
        if (random() < 0.3) place.push(titled(pick(options.vocabulary.folders)));
        const folder = place.map((part) => part.replaceAll('/', ' ')).join('/');
        const folderEnd = Math.min(packEnd, made + 5 + numberBelow(60));
        for (let take = 1; made < folderEnd; take++, made++) {
          const chance = random();
          const status =
            chance < shares.failed ? 'failed' : chance < shares.failed + shares.missing ? 'missing' : 'indexed';
          const copied: string | null = status === 'indexed' && random() < shares.copied ? lastPayload : null;
          const payloadHash: string = copied ?? hashOf();
          if (status === 'indexed') lastPayload = payloadHash;
          const name = nameOf(style, subcategory, take).replaceAll('/', ' ');
          const format = formatOf(packFormat, packRate);
          const described = random() < shares.described;
          const embeddings = options.embeddingsOf(made, subcategory);
          yield {
            addedAt,
            status,
            label: labelOf(subcategory),
            listened: {
              libraryId,
              path: pathName(`${folder}/${name}.${format.container}`),
              hints: {
                sizeBytes: Math.ceil(format.durationSeconds * format.sampleRateHz * format.channels * 3) + 44,
                modifiedNs: BigInt(addedAt.getTime() - numberBelow(2000) * dayMilliseconds) * 1_000_000n,
                edgesHash: payloadHash.slice(16),
              },
              payloadHash: payloadHash as PayloadHash,
              format,
              loudness: loudnessOf(),
              metadata: {
                fields: described ? { description: `${subcategory.keywords.slice(0, 6).join(' ')} ${name}` } : {},
                entries: [],
                warnings: [],
              },
              peaks: null,
              vectors: embeddings && {
                modelVersion: options.modelVersion,
                embeddings,
                levelsDb: new Float32Array(embeddings.length / 512).fill(-20),
              },
              suggestions: { modelVersion: options.modelVersion, suggestions: suggestionsOf(subcategory) },
            },
          };
        }
      }
    }
  }
}

/** Names of the libraries that sounds are spread over. */
export const libraryNames: readonly string[] = Array.from({ length: libraryCount }, (_, i) => `Library ${i + 1}`);

const titled = (text: string): string =>
  text.toLowerCase().replace(/(?<![\p{L}\p{N}'’])\p{Ll}/gu, (letter) => letter.toUpperCase());
