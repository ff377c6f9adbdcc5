export { escapeText } from '../../../src-shared/figures/index.ts';

/** `48.7 %` */
export const percentText = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** `0.487`; a dash where there is nothing to say. */
export const shareText = (share: number | null): string =>
  share === null || !Number.isFinite(share) ? '–' : share.toFixed(3);

/** `4,771` */
export const countText = (count: number): string => count.toLocaleString('en-US');

/** `1 sound`, `4,771 sounds` */
export const countedText = (count: number, noun: string, plural = `${noun}s`): string =>
  `${countText(count)} ${count === 1 ? noun : plural}`;
