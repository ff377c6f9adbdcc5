import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { IndexReport } from '../../src-shared/contract/indexing.ts';
import type {
  CatalogueStatusReport,
  ModelVersionRecord,
  SimilarRecord,
  SoundRecord,
  SoundsRequest,
} from '../../src-shared/contract/sounds.ts';
import { type Catalogue, type LabelOrigin, openCatalogue, type SoundQuery } from '../catalogue/index.ts';
import { readShippedModel } from '../encoder/index.ts';
import { type EncoderDescription, Listener } from '../indexing/index.ts';
import { type IndexFoldersOptions, indexFolders } from './index-folders.ts';
import { parseDecision } from './label-decision.ts';
import { defaultCataloguePath, isInside } from './paths.ts';
import { toSoundRecord } from './records.ts';
import { findSimilar, type SimilarOptions } from './similar-sounds.ts';

export type EngineOptions = {
  /** Default: the platform's data folder. */
  readonly catalogue?: string;
  /** Only looks: works while another Sonotheque writes, and asks for a catalogue that exists. */
  readonly readOnly?: boolean;
  readonly precision?: 'int8' | 'fp32' | 'best';
};

const ENCODER_SETTING = 'lastEncoder';

/** One catalogue and everything that can be done with it. Every method may throw SonothequeError. */
export class Engine {
  readonly #catalogue: Catalogue;
  readonly #options: EngineOptions;

  private constructor(catalogue: Catalogue, options: EngineOptions) {
    this.#catalogue = catalogue;
    this.#options = options;
  }

  static async open(options: EngineOptions = {}): Promise<Engine> {
    // No name stays no name: the catalogue says so better than a path made of nothing.
    const file = options.catalogue === '' ? '' : path.resolve(options.catalogue ?? defaultCataloguePath());
    if (!options.readOnly && file !== '') await mkdir(path.dirname(file), { recursive: true });
    return new Engine(await openCatalogue(file, { readOnly: options.readOnly ?? false }), options);
  }

  /** What had to be mended on opening, for a person. */
  get repairs(): readonly string[] {
    return this.#catalogue.repairs.map(({ kind, sounds }) =>
      kind === 'index-rebuilt'
        ? `The index beside the catalogue was missing or damaged and was begun anew; labels are safe. Index again to listen to ${sounds} sounds.`
        : `${sounds} sounds are newer than the index beside the catalogue. Index again to listen to them.`,
    );
  }

  async index(folders: readonly string[], options: IndexFoldersOptions): Promise<IndexReport> {
    return this.#withListener(async (listener) => {
      const model = readShippedModel();
      await this.#catalogue.registerModelVersion(model);
      const report = await indexFolders(this.#catalogue, listener, model.id, folders, options);
      if (listener.description) {
        await this.#catalogue.setSetting(ENCODER_SETTING, describeEncoder(listener.description));
      }
      return report;
    });
  }

  async status(): Promise<CatalogueStatusReport & { readonly encoder: string | null }> {
    const { path: catalogue, sounds, frames, labels, libraries, activeModelVersion } = await this.#catalogue.status();
    const encoder = await this.#catalogue.getSetting(ENCODER_SETTING);
    return {
      catalogue,
      sounds,
      frames,
      labels,
      libraries: libraries.map(({ name, root }) => ({ name, path: root.display })),
      modelVersion: activeModelVersion,
      encoder: typeof encoder === 'string' ? encoder : null,
    };
  }

  /** Sounds that match, in order of their paths. */
  async *sounds(request: SoundsRequest): AsyncGenerator<SoundRecord> {
    const resultSet = await this.#catalogue.query(toQuery(request));
    let left = request.limit ?? Number.POSITIVE_INFINITY;
    try {
      for await (const row of this.#catalogue.rows(resultSet)) {
        if (left <= 0) return;
        if (request.folder !== undefined && !isInside(row.path.display, request.folder)) continue;
        left -= 1;
        yield toSoundRecord(row);
      }
    } finally {
      await this.#catalogue.releaseResultSet(resultSet.id);
    }
  }

  async countSounds(request: SoundsRequest): Promise<number> {
    const { id, count } = await this.#catalogue.query(toQuery(request));
    await this.#catalogue.releaseResultSet(id);
    return count;
  }

  /** Sounds like a file (of the catalogue, or any other), or like a part of it. */
  async similar(file: string, options: SimilarOptions): Promise<readonly SimilarRecord[]> {
    return findSimilar(this.#catalogue, path.resolve(file), options, (work) => this.#withListener(work));
  }

  /** @param decision a CatID or category as a person typed it; `null` clears the label */
  async label(file: string, decision: string | null): Promise<SoundRecord> {
    const parsed = decision === null ? null : parseDecision(decision);
    const id = await this.#soundId(file);
    await this.#catalogue.label([{ soundId: id, region: null, decision: parsed, source: 'human' }], labelOrigin());
    return this.#record(id, file);
  }

  /** Accepts the first suggestion of every matching, undecided sound that is at least this probable. */
  async accept(text: string, minProbability: number): Promise<{ readonly accepted: number; readonly matched: number }> {
    const { id, count } = await this.#catalogue.query({ text, unreviewed: true });
    const { changed } = await this.#catalogue.acceptSuggestions({ resultSetId: id }, minProbability, labelOrigin());
    await this.#catalogue.releaseResultSet(id);
    return { accepted: changed.length, matched: count };
  }

  /** Takes back this person's last labelling command. */
  async undoLastLabel(): Promise<number> {
    return (await this.#catalogue.undoLastLabel(labelOrigin())).changed.length;
  }

  async models(): Promise<readonly ModelVersionRecord[]> {
    const versions = await this.#catalogue.modelVersions();
    return Promise.all(
      versions.map(async ({ id, name, active, createdAt }) => {
        const { sounds, covered } = await this.#catalogue.coverage(id);
        return { id, name, active, createdAt, soundsCovered: covered, soundsTotal: sounds };
      }),
    );
  }

  close(): Promise<void> {
    return this.#catalogue.close();
  }

  async #withListener<Result>(work: (listener: Listener) => Promise<Result>): Promise<Result> {
    const listener = new Listener({ precision: this.#options.precision ?? 'best' });
    try {
      return await work(listener);
    } finally {
      listener.close();
    }
  }

  async #soundId(file: string): Promise<SoundId> {
    const known = await this.#catalogue.soundByPath(path.resolve(file));
    if (known) return known.id;
    throw new SonothequeError(
      existsSync(file)
        ? {
            code: 'not-in-catalogue',
            message: `“${file}” is not in the catalogue.`,
            nextStep: 'Index the folder it lies in first.',
          }
        : { code: 'missing-file', message: `There is no file “${file}”.`, nextStep: 'Check the spelling.' },
    );
  }

  async #record(id: SoundId, file: string): Promise<SoundRecord> {
    const [row] = await this.#catalogue.sounds([id]);
    if (row) return toSoundRecord(row);
    throw new SonothequeError({ code: 'not-in-catalogue', message: `“${file}” is gone.`, nextStep: 'Index again.' });
  }
}

function toQuery({ text, category, unreviewed }: SoundsRequest): SoundQuery {
  return {
    ...(text === undefined ? {} : { text }),
    ...(category === undefined ? {} : { category: parseDecision(category).category }),
    ...(unreviewed === undefined ? {} : { unreviewed }),
  };
}

function labelOrigin(): LabelOrigin {
  return { author: os.userInfo().username, device: os.hostname() };
}

function describeEncoder({ modelVersion, backend, precision }: EncoderDescription): string {
  return `${modelVersion} (${backend}, ${precision})`;
}
