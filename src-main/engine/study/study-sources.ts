import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';
import { readLabelledList } from '../../evaluation/index.ts';
import type { SourceDataset, SourceSound } from '../../training/datasets/index.ts';

/**
 * The sounds of a study's datasets, by their lists.
 * @throws SonothequeError `list-unreadable`, `list-empty`, `dataset-empty`
 */
export async function studySources(datasets: readonly TrainingDataset[]): Promise<readonly SourceDataset[]> {
  const lists = new Map<string, ReturnType<typeof readLabelledList>>();
  const sources: SourceDataset[] = [];
  for (const { name, source, classes } of datasets) {
    if (source.kind !== 'list') throw new TypeError('A study takes lists of labels.');
    const list = lists.get(source.file) ?? readLabelledList(await readList(source.file), path.basename(source.file));
    lists.set(source.file, list);
    const folder = source.folder ?? path.dirname(source.file);
    const rows = list.rows.filter(
      (row) =>
        (source.library === undefined || row.library === source.library) &&
        (!list.hasConfidence || source.confidence === 'all' || row.confidence === source.confidence),
    );
    const sounds = rows.flatMap(
      ({ path: listed, library, category, catId, duplicateGroup }): readonly SourceSound[] => {
        const label = classes === 'subcategory' ? catId : category;
        if (label === null) return [];
        return [
          {
            path: listed,
            library,
            file: Buffer.from(path.resolve(folder, listed)),
            soundId: null,
            payloadHash: null,
            label,
            duplicateGroups: duplicateGroup === null ? [] : [duplicateGroup],
            levelsDb: null,
          },
        ];
      },
    );
    if (sounds.length === 0) {
      throw new SonothequeError({
        code: 'dataset-empty',
        message: `The list ${source.file} has no sounds for the dataset “${name}”.`,
        nextStep: 'Correct its library or confidence in the study’s configuration.',
      });
    }
    sources.push({ name, classKind: classes, sounds });
  }
  return sources;
}

async function readList(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new SonothequeError({
      code: 'list-unreadable',
      message: `The list ${file} could not be read (${error instanceof Error ? error.message : 'unknown'}).`,
      nextStep: 'Correct its place in the study’s configuration: it is relative to that file.',
    });
  }
}
