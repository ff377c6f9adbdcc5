import path from 'node:path';
import Table from 'cli-table3';
import type { SoundRecord } from '../../../../src-shared/contract/sounds.ts';
import type { Suggestion } from '../../../../src-shared/contract/suggestions.ts';
import { clock, elide, failureText, percent, printable } from './words.ts';

/** A sound's line for scripts. */
export function soundLine(sound: SoundRecord): object {
  const { label, format, failure } = sound;
  return {
    path: sound.path,
    library: sound.library,
    status: sound.status,
    error: failure && failureText(failure),
    durationSeconds: format?.durationSeconds ?? null,
    sampleRateHz: format?.sampleRateHz ?? null,
    channels: format?.channels ?? null,
    frames: sound.frames,
    label: label && { category: label.category, catId: label.catId, source: label.source },
    suggestions: sound.suggestions.map(suggestionLine),
    // Most sounds have none, and scripts that don't ask for them see the plain form.
    ...(sound.warnings.length > 0 ? { warnings: sound.warnings } : {}),
  };
}

export function suggestionLine({ category, catId, probability, evidence }: Suggestion): object {
  return { category, catId, probability: rounded(probability), evidence };
}

function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

export function suggestionText({ category, catId, probability }: Suggestion): string {
  return `${catId ?? category} ${percent(probability)}`;
}

/** Columns without lines: quiet, and easy to select. */
export function newTable(head: readonly string[]): Table.Table {
  return new Table({
    head: [...head],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: {
      top: '',
      'top-mid': '',
      'top-left': '',
      'top-right': '',
      bottom: '',
      'bottom-mid': '',
      'bottom-left': '',
      'bottom-right': '',
      left: '',
      'left-mid': '',
      mid: '',
      'mid-mid': '',
      right: '',
      'right-mid': '',
      middle: '',
    },
  });
}

const NAME_WIDTH = 44;
const SHOWN_SUGGESTIONS = 3;

/** Sounds with what they are: the label where there is one, else the first suggestions. */
export function soundTable(sounds: readonly SoundRecord[]): string {
  const table = newTable(['sound', 'length', 'rate', 'ch', 'category']);
  for (const sound of sounds) {
    const { format, label, failure, suggestions, warnings } = sound;
    const category = label
      ? `${label.catId ?? label.category} (${label.source === 'human' ? `by ${label.author}` : label.source})`
      : suggestions.slice(0, SHOWN_SUGGESTIONS).map(suggestionText).join('  ');
    table.push([
      elide(printable(path.basename(sound.path)), NAME_WIDTH),
      { content: format ? clock(format.durationSeconds) : '', hAlign: 'right' },
      { content: format ? `${format.sampleRateHz / 1_000}k` : '', hAlign: 'right' },
      { content: format ? String(format.channels) : '', hAlign: 'right' },
      failure && sound.status === 'failed'
        ? `✗ ${failure.message}`
        : sound.status === 'missing'
          ? `missing  ${category}`
          : `${category || 'nothing to suggest (silence)'}${warnings.length ? `  ! ${warnings.join(' ')}` : ''}`,
    ]);
  }
  return trimLines(table.toString());
}

export function trimLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
