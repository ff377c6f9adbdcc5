import { v7 as uuidv7 } from 'uuid';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ReaderCommands } from '../catalogue-reader.ts';
import type { WriterCommands } from '../catalogue-writer.ts';
import type { Thread } from '../threads/thread.ts';
import {
  batchLimit,
  type Catalogue,
  type CatalogueLists,
  type DecisionOptions,
  type Deed,
  type LabelOutcome,
  type NewLabel,
} from '../types.ts';
import type { LabelCommand, LabelledPart } from '../writing/labels.ts';

/** The labelling part of a catalogue: commands cut into parts that the writer takes one at a time. */
export function labelMethods(
  write: Thread<WriterCommands>['call'],
  read: Thread<ReaderCommands>['call'],
): Pick<
  Catalogue,
  'label' | 'labelAll' | 'acceptSuggestions' | 'acceptInBulk' | 'labels' | 'labelHistory' | keyof CatalogueLists
> {
  const outcomeOf = async ({ batchId }: LabelCommand, parts: readonly LabelledPart[]): Promise<LabelOutcome> => ({
    changed: parts.some(({ begunBefore }) => begunBefore)
      ? await write('soundsOfCommand', batchId)
      : parts.flatMap(({ changed }) => changed),
    locked: parts.flatMap(({ locked }) => locked),
  });

  async function inParts<Item>(
    items: readonly Item[],
    command: LabelCommand,
    run: (part: readonly Item[], last: boolean) => Promise<LabelledPart>,
    onProgress: DecisionOptions['onProgress'],
  ): Promise<LabelOutcome> {
    const parts: LabelledPart[] = [];
    // One that may come again is remembered even when there was nothing to do.
    const end = command.repeatable ? Math.max(items.length, 1) : items.length;
    for (let at = 0; at < end; at += batchLimit) {
      parts.push(await run(items.slice(at, at + batchLimit), at + batchLimit >= end));
      if (at + batchLimit < end) onProgress?.({ done: at + batchLimit, total: end });
    }
    return outcomeOf(command, parts);
  }

  return {
    label: (labels, origin, commandId, onProgress) => {
      const command = commandOf(commandId, deedOf(labels));
      return inParts(
        lastOfEach(labels),
        command,
        (part, last) => write('label', part, origin, command, last),
        onProgress,
      );
    },
    labelAll: (soundIds, label, origin, commandId, onProgress) => {
      const command = commandOf(commandId, deedOf([label]));
      return inParts(
        soundIds,
        command,
        (part, last) => {
          const labels = part.map((soundId) => ({ ...label, soundId }));
          return write('label', labels, origin, command, last);
        },
        onProgress,
      );
    },
    acceptSuggestions: async (sounds, minProbability, origin, commandId, onProgress) => {
      const command = commandOf(commandId, { action: 'accept', detail: '' });
      const ids =
        'soundIds' in sounds ? sounds.soundIds : (Array.from(await read('idsOf', sounds.resultSetId)) as SoundId[]);
      return inParts(
        [...new Set(ids)],
        command,
        (part, last) => write('acceptSuggestions', part, minProbability, origin, command, last),
        onProgress,
      );
    },
    acceptInBulk: async (soundIds, minProbability, origin, { id, detail }, onProgress) => {
      const command = commandOf(id, { action: 'accept', detail });
      return inParts(
        [...new Set(soundIds)],
        command,
        (part, last) => write('acceptInBulk', part, minProbability, origin, command, last),
        onProgress,
      );
    },
    labelTogether: async (labels, deed, origin, { commandId = uuidv7(), onProgress, setting }) => {
      const command: LabelCommand = { ...deed, batchId: commandId, repeatable: true };
      const isAlone = setting === undefined;
      const outcome =
        labels.length === 0 && !isAlone
          ? { changed: [], locked: [] }
          : await inParts(
              labels,
              command,
              // What comes after the last label belongs to the command, too.
              (part, last) => write('label', part, origin, command, last && isAlone),
              onProgress,
            );
      if (setting !== undefined) {
        const { name, value } = setting;
        const fact = { kind: 'setting', soundId: null, subject: name, value } as const;
        const done = { itemsDone: Math.max(1, labels.length), last: true };
        await write('decidePart', { ...deed, ...origin, id: commandId, repeatable: true }, [fact], done);
        await read('readUcsList');
      }
      return outcome;
    },
    standingLabels: (soundIds) => read('standingLabels', soundIds),
    soundsAt: (asked) => read('soundsAt', asked),
    soundPlaces: (after, limit) => read('soundPlaces', after, limit),
    labelCounts: () => read('labelCounts'),
    labelsWith: (catIds, categories) => read('labelsWith', catIds, categories),
    settingText: (name) => read('settingText', name),
    ucsListChanged: () => read('readUcsList'),
    labels: (soundId) => read('labels', soundId),
    labelHistory: (soundId) => read('labelHistory', soundId),
  };
}

/** What labels say together: one category, clearing, or several. */
function deedOf(labels: readonly Pick<NewLabel, 'decision'>[]): Deed {
  if (labels.every(({ decision }) => decision === null)) return { action: 'clear', detail: '' };
  const names = new Set(labels.map(({ decision }) => decision?.catId ?? decision?.category ?? ''));
  return { action: 'label', detail: names.size === 1 ? ([...names][0] ?? '') : '' };
}

const commandOf = (commandId: string | undefined, deed: Deed): LabelCommand => ({
  ...deed,
  batchId: commandId ?? uuidv7(),
  repeatable: commandId !== undefined,
});

/** Without those that a later one of the same source about the same sound and region makes void. */
function lastOfEach(labels: readonly NewLabel[]): readonly NewLabel[] {
  const last = new Map<string, NewLabel>();
  for (const label of labels) {
    const key = `${label.soundId} ${label.region?.startSeconds} ${label.region?.endSeconds} ${label.source}`;
    last.delete(key);
    last.set(key, label);
  }
  return [...last.values()];
}
