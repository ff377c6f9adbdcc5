import type { StudyCellName, StudyConfiguration } from '../../../src-shared/study/index.ts';
import { type TrainingConfiguration, trainingConfiguration } from '../../../src-shared/training/index.ts';

export type StudyCell = StudyCellName & { readonly configuration: TrainingConfiguration };

/** Every training of a study's grid: by seed, then method, then loss, so that a study that was stopped shows something of all. */
export function studyCells(study: StudyConfiguration): readonly StudyCell[] {
  return study.seeds.flatMap((seed) =>
    study.methods.flatMap((method) =>
      study.losses.map((loss): StudyCell => {
        const lossLabel = loss.label ?? loss.name;
        const { label, ...how } = method;
        return {
          id: [lossLabel, label, `seed ${seed}`].join(', ').replaceAll(/[^\w.+-]+/gu, '-'),
          loss: lossLabel,
          method: label,
          seed,
          configuration: trainingConfiguration.parse({
            ...study.training,
            ...how,
            name: [study.name, lossLabel, label, `seed ${seed}`].join(', ').slice(0, 200),
            seed,
            datasets: study.datasets,
            loss: { name: loss.name, options: loss.options },
          }),
        };
      }),
    ),
  );
}
