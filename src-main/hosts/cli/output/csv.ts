import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';
import { failureText } from './words.ts';

type Column = readonly [name: string, value: (sound: SoundRecord) => string | number | null | undefined];

const COLUMNS: readonly Column[] = [
  ['path', ({ path }) => path],
  ['library', ({ library }) => library],
  ['status', ({ status }) => status],
  ['error', ({ failure }) => failure && failureText(failure)],
  ['warnings', ({ warnings }) => warnings.join(' ')],
  ['duration_seconds', ({ format }) => format?.durationSeconds],
  ['sample_rate_hz', ({ format }) => format?.sampleRateHz],
  ['bit_depth', ({ format }) => format?.bitDepth],
  ['channels', ({ format }) => format?.channels],
  ['codec', ({ format }) => format?.codec],
  ['container', ({ format }) => format?.container],
  ['sample_peak_dbfs', ({ loudness }) => loudness?.samplePeakDbfs],
  ['integrated_lufs', ({ loudness }) => loudness?.integratedLufs],
  ['frames', ({ frames }) => frames],
  ['category', ({ label }) => label?.category],
  ['cat_id', ({ label }) => label?.catId],
  ['label_source', ({ label }) => label?.source],
  ['label_author', ({ label }) => label?.author],
  ['suggested_category', ({ suggestions }) => suggestions[0]?.category],
  ['suggested_cat_id', ({ suggestions }) => suggestions[0]?.catId],
  ['suggested_probability', ({ suggestions }) => suggestions[0]?.probability],
  ['title', ({ fields }) => fields.title],
  ['description', ({ fields }) => fields.description],
  ['keywords', ({ fields }) => fields.keywords],
];

export function csvHeader(): string {
  return COLUMNS.map(([name]) => name).join(',');
}

/** One row by RFC 4180: quoted where a comma, quote or line break stands inside. */
export function csvRow(sound: SoundRecord): string {
  return COLUMNS.map(([, value]) => quote(value(sound))).join(',');
}

function quote(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
