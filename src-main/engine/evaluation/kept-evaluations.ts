import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type {
  EmbeddingEvaluation,
  EmbeddingEvaluationSettings,
  EmbeddingEvaluationSummary,
} from '../../../src-shared/evaluation/index.ts';
import type { TrainingDataset } from '../../../src-shared/training/index.ts';

/** The oldest beyond so many are forgotten: each can be made again. */
const MOST_KEPT = 200;

export type EvaluationIdentity = {
  readonly modelVersion: string;
  readonly datasets: readonly TrainingDataset[];
  readonly settings: EmbeddingEvaluationSettings;
};

/** Stands for what was asked: the same model version, datasets and settings have the same id. */
export const evaluationId = ({ modelVersion, datasets, settings }: EvaluationIdentity): string =>
  createHash('sha256')
    .update(JSON.stringify([modelVersion, datasets, settings]))
    .digest('hex')
    .slice(0, 32);

/** Evaluations beside a catalogue, each a file by its id, so that comparing asks for no work. */
export class KeptEvaluations {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Replaces what was kept of the same request. */
  async keep(id: string, evaluation: EmbeddingEvaluation): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const beside = path.join(this.#folder, `${randomUUID()}.part`);
    try {
      await writeFile(beside, JSON.stringify(evaluation), { mode: 0o600 });
      await rename(beside, this.#fileOf(id));
    } catch (error) {
      await rm(beside, { force: true }).catch(() => {});
      throw new SonothequeError({
        code: 'evaluation-not-kept',
        message: `The evaluation could not be kept (${error instanceof Error ? error.message : 'unknown'}).`,
        nextStep: 'Make room on the disk of the catalogue and evaluate again.',
      });
    }
    const kept = await this.#files();
    for (const { id: oldest } of kept.slice(MOST_KEPT)) await this.remove(oldest);
  }

  /** @throws SonothequeError `no-such-evaluation` */
  async get(id: string): Promise<EmbeddingEvaluation> {
    const found = await this.find(id);
    if (found) return found;
    throw new SonothequeError({
      code: 'no-such-evaluation',
      message: 'This evaluation is not kept any more.',
      nextStep: 'Evaluate the model version again.',
    });
  }

  /** `null` where none is kept, or what is kept can't be read. */
  async find(id: string): Promise<EmbeddingEvaluation | null> {
    try {
      const read = JSON.parse(await readFile(this.#fileOf(id), 'utf8')) as EmbeddingEvaluation;
      return read.version === 2 ? read : null;
    } catch {
      return null;
    }
  }

  /** Newest first. */
  async list(): Promise<readonly EmbeddingEvaluationSummary[]> {
    const summaries: EmbeddingEvaluationSummary[] = [];
    for (const { id, madeAt } of await this.#files()) {
      const found = await this.find(id);
      if (!found) continue;
      const { modelVersion, settings, datasets, scores, leftOut, dataFingerprint, seconds } = found;
      summaries.push({ id, madeAt, modelVersion, settings, datasets, scores, leftOut, dataFingerprint, seconds });
    }
    return summaries;
  }

  async remove(id: string): Promise<void> {
    await rm(this.#fileOf(id), { force: true });
  }

  async #files(): Promise<readonly { readonly id: string; readonly madeAt: Date }[]> {
    const names = await readdir(this.#folder).catch(() => [] as string[]);
    const found = await Promise.all(
      names
        .filter((name) => /^[0-9a-f]{32}\.json$/u.test(name))
        .map(async (name) => {
          const facts = await stat(path.join(this.#folder, name)).catch(() => null);
          return facts ? [{ id: name.slice(0, -'.json'.length), madeAt: facts.mtime }] : [];
        }),
    );
    return found.flat().sort((a, b) => b.madeAt.getTime() - a.madeAt.getTime());
  }

  /** @throws SonothequeError for what is no id: it must not name other files */
  #fileOf(id: string): string {
    if (!/^[0-9a-f]{32}$/u.test(id)) {
      throw new SonothequeError({
        code: 'no-such-evaluation',
        message: 'This is no evaluation.',
        nextStep: 'Choose one from the list.',
      });
    }
    return path.join(this.#folder, `${id}.json`);
  }
}
