/** A model version in words. */
import type { Job } from '../../../src-shared/contract/jobs.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import { bytesWords, countOf, countWords, percentWords, remainingWords } from '../../components/index.ts';
import { backendWords } from './estimate-words.ts';

/** Share of the sounds that have its vectors; 1 where there are none. */
export const coverageOf = ({ soundsCovered, soundsTotal }: ModelVersionRecord): number =>
  soundsTotal === 0 ? 1 : soundsCovered / soundsTotal;

const trainedWords = { adapter: 'adapter', 'last-blocks': 'last blocks', encoder: 'whole encoder' } as const;

/** A version in a list: `In use · adapter, 3 datasets`. */
export function versionLine({ active, isPrevious, isShipped, lineage, problem }: ModelVersionRecord): string {
  const { trains, datasets, madeFrom } = lineage;
  return [
    problem === null ? null : 'Can’t be used',
    active ? 'In use' : isPrevious ? 'In use before' : null,
    isShipped ? 'came with Sonotheque' : madeFrom === 'file' ? 'from a file' : null,
    trains === null
      ? null
      : `${trainedWords[trains]}${datasets.length === 0 ? '' : `, ${countOf(datasets.length, 'dataset')}`}`,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A version that takes the stored vectors of the one that it stands on: nothing is listened to again. */
export const isQuick = ({ lineage, hasAdapter }: ModelVersionRecord): boolean =>
  lineage.trains === 'adapter' && hasAdapter;

/** Work of the published encoder that one of another width does. */
const workOf = (width: number): number => (width / 64) ** 2;

/** Blocks a second of the published encoder on a common machine, and blocks a sound has; for want of a measurement. */
const BLOCKS_A_SECOND = 150;
const BLOCKS_OF_SOUND = 8;

/** What activating costs, in a sentence. */
export function costWords(version: ModelVersionRecord, framesOfAll: number | null): string {
  const left = version.soundsTotal - version.soundsCovered;
  if (left <= 0) return 'All sounds have its vectors already: it takes a moment.';
  const sounds = countOf(left, 'sound');
  if (isQuick(version))
    return `The vectors of ${sounds} are made from those that are there: seconds, or a minute or two.`;
  const frames =
    framesOfAll === null ? left * BLOCKS_OF_SOUND : framesOfAll * (left / Math.max(1, version.soundsTotal));
  const seconds = (frames / BLOCKS_A_SECOND) * workOf(version.width);
  return `${sounds} must be listened to again: ${remainingWords(seconds)} on a common machine without a graphics card. The version in use goes on serving meanwhile.`;
}

/** The facts of a version. */
export function versionFacts(
  version: ModelVersionRecord,
): readonly { readonly name: string; readonly value: string }[] {
  const { lineage, parity, disk, soundsCovered, soundsTotal } = version;
  const facts: (readonly [string, string | null])[] = [
    [
      'Coverage',
      `${countWords(soundsCovered)} of ${countOf(soundsTotal, 'sound')} (${percentWords(coverageOf(version))})`,
    ],
    ['Encoder', `${countWords(version.width)} channels${version.hasAdapter ? ', with an adapter' : ''}`],
    ['Parity', parity === null ? null : parityWords(parity)],
    ['Suggestions', version.hasSuggestionHead ? 'Learned with it' : 'Learned when it is activated'],
    [
      'Disk',
      disk.vectors === 0
        ? `${bytesWords(disk.files)}, no vectors yet`
        : `${bytesWords(disk.files)}, and ${bytesWords(disk.vectors)} of vectors`,
    ],
    ['Trained on', lineage.outcome === null ? null : backendWords(lineage.outcome.backend)],
    ['Data', lineage.datasetsFingerprint === null ? null : lineage.datasetsFingerprint.slice(0, 12)],
    ['Made with', lineage.productVersion === null ? null : `Sonotheque ${lineage.productVersion}`],
    ['Licences', lineage.licences.length === 0 ? null : lineage.licences.join('; ')],
  ];
  return facts.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

function parityWords({
  fp32Cosine,
  int8Cosine,
  usesInt8,
  int8Refusal,
  blocks,
}: NonNullable<ModelVersionRecord['parity']>): string {
  const int8 = usesInt8 ? `int8 ${int8Cosine?.toFixed(4) ?? ''}` : `no int8: ${int8Refusal ?? 'it was not made'}`;
  return `cosine over ${countOf(blocks, 'block')}: fp32 ${fp32Cosine.toFixed(6)}, ${int8}`;
}

/** The job that brings a version into use, where it is under way. */
export const activationOf = (version: ModelVersionRecord, jobs: Iterable<Job>): Job | undefined =>
  [...jobs].find((job) => job.kind === 're-embed' && job.subject === version.id && job.finishedAt === null);

/** The version to compare with unless one is chosen: the one it began from, else the one in use. */
export const otherVersion = (
  version: ModelVersionRecord,
  others: readonly ModelVersionRecord[],
): ModelVersionRecord | undefined =>
  others.find(({ id }) => id === version.lineage.parents[0]) ?? others.find(({ active }) => active) ?? others[0];
