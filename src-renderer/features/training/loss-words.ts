/** The losses as a person may choose among them. */
import type { LossName } from '../../../src-shared/training/index.ts';

/** An option of a loss, as its file in src-main/training/losses says it. */
export type LossOption = {
  readonly option: string;
  readonly name: string;
  readonly words: string;
  readonly usual: number;
};

export type LossWords = {
  readonly name: string;
  /** What it does, in one line. */
  readonly words: string;
  readonly options: readonly LossOption[];
};

const margin: LossOption = {
  option: 'margin',
  name: 'Margin',
  words: 'By how much the wrong class must be farther away.',
  usual: 0.2,
};
const temperature = (usual: number): LossOption => ({
  option: 'temperature',
  name: 'Temperature',
  words: 'Smaller: the nearest frames count for more.',
  usual,
});

export const lossWords: { readonly [Name in LossName]: LossWords } = {
  'cross-entropy': {
    name: 'Cross-entropy',
    words: 'Learns to name the class of each frame. The place to begin.',
    options: [],
  },
  'cross-entropy-smoothed': {
    name: 'Smoothed cross-entropy',
    words: 'The same, but never quite sure: helps where labels are doubtful.',
    options: [
      {
        option: 'labelSmoothing',
        name: 'Smoothing',
        words: 'Share of certainty that is spread over the other classes.',
        usual: 0.1,
      },
    ],
  },
  focal: {
    name: 'Focal',
    words: 'Cross-entropy that looks harder at frames it still gets wrong.',
    options: [{ option: 'gamma', name: 'Focus', words: 'Higher: easy frames count for less.', usual: 2 }],
  },
  'cross-entropy-with-metric': {
    name: 'Cross-entropy with a metric loss',
    words: 'Names classes and orders the space of sounds at once, the second by a weight.',
    options: [
      { option: 'labelSmoothing', name: 'Smoothing', words: 'Of the cross-entropy; 0 is the plain one.', usual: 0 },
    ],
  },
  contrastive: {
    name: 'Contrastive',
    words: 'Pulls pairs of one class together and pushes other pairs apart.',
    options: [
      {
        option: 'positiveMargin',
        name: 'Near enough',
        words: 'Pairs of one class nearer than this are left alone.',
        usual: 0,
      },
      {
        option: 'negativeMargin',
        name: 'Far enough',
        words: 'Pairs of two classes farther than this are left alone.',
        usual: 1,
      },
    ],
  },
  'triplet-all': {
    name: 'Triplet, all',
    words: 'Of every three frames, the one of the same class must be the nearer.',
    options: [margin],
  },
  'triplet-semihard': {
    name: 'Triplet, semi-hard',
    words: 'The same, over those threes that are nearly right: steadier.',
    options: [margin],
  },
  'multi-similarity': {
    name: 'Multi-similarity',
    words: 'Weighs pairs by how much they still have to move, against all others.',
    options: [
      { option: 'alpha', name: 'Pull', words: 'How sharply pairs of one class are weighed.', usual: 2 },
      { option: 'beta', name: 'Push', words: 'How sharply pairs of two classes are weighed.', usual: 50 },
      { option: 'base', name: 'Base', words: 'Likeness from which pairs of two classes are too near.', usual: 0.5 },
    ],
  },
  'supervised-contrastive': {
    name: 'Supervised contrastive',
    words: 'Each frame against all of its class, among everything in the batch.',
    options: [temperature(0.1)],
  },
  'nt-xent': {
    name: 'N-pair (NT-Xent)',
    words: 'Each frame against one of its class, among everything in the batch.',
    options: [temperature(0.07)],
  },
  'proxy-nca': {
    name: 'Proxy-NCA',
    words: 'Learns a point for each class and draws its frames there. Any batch will do.',
    options: [{ option: 'softmaxScale', name: 'Scale', words: 'Higher: only the nearest points count.', usual: 1 }],
  },
  'proxy-anchor': {
    name: 'Proxy Anchor',
    words: 'Points for classes that weigh their frames by how hard they are.',
    options: [
      { ...margin, usual: 0.1 },
      { option: 'alpha', name: 'Sharpness', words: 'How sharply frames are weighed.', usual: 32 },
    ],
  },
  arcface: {
    name: 'ArcFace',
    words: 'Names classes by angle, with a margin between them: compact classes.',
    options: [
      { option: 'marginDegrees', name: 'Margin', words: 'Between classes, in degrees.', usual: 28.6 },
      { option: 'scale', name: 'Scale', words: 'How strongly angles tell.', usual: 64 },
    ],
  },
  center: {
    name: 'Center',
    words: 'Draws the frames of a class to their middle. Only useful with cross-entropy.',
    options: [],
  },
};
