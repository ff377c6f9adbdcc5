import type { FindAndReplace, ReplacePreview } from '../../../src-shared/contract/edits.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import {
  batchLimit,
  type Catalogue,
  type DecisionOptions,
  type DecisionOutcome,
  type FieldValue,
  type LabelOrigin,
  type StagedPart,
} from '../../catalogue/index.ts';
import { pathsOf, selectionOf } from '../sound-selection.ts';
import { startReplacer } from './stoppable-replacer.ts';

type ChangedValue = FieldValue & { readonly before: string };
type Part = { readonly changes: readonly ChangedValue[]; readonly soundsDone: number; readonly total: number };

/**
 * Says what would change.
 * @throws SonothequeError `pattern-invalid`, `pattern-too-slow`
 */
export async function previewReplacement(
  catalogue: Catalogue,
  wanted: FindAndReplace,
  limit: number,
  signal?: AbortSignal,
): Promise<ReplacePreview> {
  const first: Omit<ReplacePreview['changes'][number], 'path'>[] = [];
  const sounds = new Set<SoundId>();
  let values = 0;
  for await (const { changes } of changedParts(catalogue, wanted)) {
    signal?.throwIfAborted();
    for (const { soundId, field, before, value } of changes) {
      values += 1;
      sounds.add(soundId);
      if (first.length < limit) first.push({ id: soundId, field, before, after: value });
    }
  }
  const pathOf = await pathsOf(
    catalogue,
    first.map(({ id }) => id),
  );
  return { changes: first.map((change) => ({ ...change, path: pathOf(change.id) })), values, sounds: sounds.size };
}

/**
 * Stages what changes, as one command.
 * @throws SonothequeError `pattern-invalid`, `pattern-too-slow`: parts that were done by then stay, and can be undone
 */
export function replaceInFields(
  catalogue: Catalogue,
  wanted: FindAndReplace,
  origin: LabelOrigin,
  { commandId, onProgress }: DecisionOptions,
): Promise<DecisionOutcome> {
  async function* staged(): AsyncGenerator<StagedPart> {
    for await (const { changes, soundsDone, total } of changedParts(catalogue, wanted)) {
      yield { values: changes, soundsDone };
      if (soundsDone < total) onProgress?.({ done: soundsDone, total });
    }
  }
  const detail = `“${wanted.find}” with “${wanted.replacement}”`;
  return catalogue.stageValues(
    staged(),
    { action: 'replace', detail },
    origin,
    commandId === undefined ? {} : { commandId },
  );
}

async function* changedParts(catalogue: Catalogue, wanted: FindAndReplace): AsyncGenerator<Part> {
  const ids = await catalogue.selectedIds(await selectionOf(catalogue, wanted.sounds));
  const fields = [...new Set(wanted.fields)];
  const soundsAtOnce = Math.max(1, Math.floor(batchLimit / fields.length));
  const replacer = startReplacer(wanted);
  try {
    for (let at = 0; at < ids.length; at += soundsAtOnce) {
      const part = ids.slice(at, at + soundsAtOnce);
      const values = await catalogue.fieldValues(part, fields);
      const replaced = await replacer.replace(values.map(({ value }) => value));
      const changes = values.flatMap((present, place) => {
        const value = replaced[place] ?? present.value;
        return value === present.value ? [] : [{ ...present, value, before: present.value }];
      });
      yield { changes, soundsDone: at + part.length, total: ids.length };
    }
  } finally {
    await replacer.end();
  }
}
