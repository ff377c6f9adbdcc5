import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import type { FailedPath } from '../../../src-shared/contract/indexing.ts';
import { WorkPermit } from '../../../src-shared/jobs/index.ts';
import { type Catalogue, type Library, openCatalogue, type SoundRow } from '../../catalogue/index.ts';
import { readShippedModel } from '../../encoder/index.ts';
import { indexLibrary, type ListenedProducts, Listener, ProgressCounter } from '../../indexing/index.ts';
import { describeListened } from '../describe-listened.ts';
import { labelOrigin } from '../label-origin.ts';

const starter = fileURLToPath(new URL('../../../e2e/starter-sounds/', import.meta.url));

/** What happens to a file at a moment that is chosen, not met by luck. */
type Interference = {
  /** Before anything is looked at. */
  readonly beforeWalk?: () => void;
  /** After a file was listened to, before anything is stored of it. `pass` counts from 1 for each file. */
  readonly afterListening?: (name: string, pass: number) => void;
};

type Interfered = {
  readonly outcome: Awaited<ReturnType<typeof indexLibrary>>;
  readonly failures: readonly FailedPath[];
  /** Names of files in the order in which they were listened to. */
  readonly listened: readonly string[];
};

/** The parts of an engine that index, with somebody who changes files under them. */
export class InterferedLibrary {
  readonly folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'sonotheque-changing-')));
  readonly root = path.join(this.folder, 'library');
  readonly #listener = new Listener({ precision: 'int8', decodeChildren: 1, encodeChildren: 1 });
  catalogue!: Catalogue;
  library!: Library;

  static async make(): Promise<InterferedLibrary> {
    const made = new InterferedLibrary();
    mkdirSync(made.root);
    made.catalogue = await openCatalogue(path.join(made.folder, 'test.sonotheque'));
    await made.catalogue.registerModelVersion(readShippedModel());
    const root = { bytes: Buffer.from(made.root), display: made.root };
    made.library = await made.catalogue.addLibrary({ name: 'library', root });
    return made;
  }

  async remove(): Promise<void> {
    this.#listener.close();
    await this.catalogue.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  at(name: string): string {
    return path.join(this.root, name);
  }

  put(recording: string, name: string): void {
    mkdirSync(path.dirname(this.at(name)), { recursive: true });
    copyFileSync(path.join(starter, recording), this.at(name));
  }

  async label(name: string, category: string): Promise<void> {
    const { id: soundId } = await this.row(name);
    const decision = { category, catId: null };
    await this.catalogue.label(
      [{ soundId, region: null, decision, source: 'human' }],
      await labelOrigin(this.catalogue),
      uuidv7(),
    );
  }

  async row(name: string): Promise<SoundRow> {
    const row = await this.catalogue.soundByPath(this.at(name));
    if (!row) throw new Error(`There is no row for ${name}.`);
    return row;
  }

  async rows(): Promise<readonly SoundRow[]> {
    const { id, count } = await this.catalogue.query({});
    const rows = await this.catalogue.page(id, 0, Math.max(1, count));
    await this.catalogue.releaseResultSet(id);
    return rows;
  }

  async index({ beforeWalk, afterListening }: Interference = {}): Promise<Interfered> {
    const failures: FailedPath[] = [];
    const listened: string[] = [];
    const permit = new WorkPermit();
    permit.allow();
    const listener = {
      capacity: 1,
      listen: async (request: Parameters<Listener['listen']>[0]) => {
        const name = path.relative(this.root, Buffer.from(request.path).toString());
        listened.push(name);
        try {
          return await this.#listener.listen(request);
        } finally {
          afterListening?.(name, listened.filter((one) => one === name).length);
        }
      },
    };
    const catalogue: Catalogue = {
      ...this.catalogue,
      beginScan: async (id) => {
        const scan = await this.catalogue.beginScan(id);
        beforeWalk?.();
        return scan;
      },
    };
    const modelVersion = readShippedModel().id;
    const describe = (products: ListenedProducts) => describeListened(products, null, null, null);
    const dependencies = { catalogue, listener, modelVersion, describe, redescribe: async () => null, names: null };
    const outcome = await indexLibrary(dependencies, this.library, {
      excludedRoots: [],
      counter: new ProgressCounter(),
      permit,
      onFailure: (failed) => failures.push(failed),
      onWarning: () => {},
      onWalked: () => {},
    });
    return { outcome, failures, listened };
  }
}
