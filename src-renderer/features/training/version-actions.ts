import type { ModelVersionId } from '../../../src-shared/contract/identifiers.ts';
import type { ModelVersionRecord } from '../../../src-shared/contract/models.ts';
import { type ActionContext, failureOf } from '../../app/index.ts';
import { bytesWords, nameOfPath } from '../../components/index.ts';
import { createComparison } from './comparison.ts';
import { activeVersion, versionOnShow } from './state.ts';

/** Model versions: which is in use, and what else can be done with one. */
export function createVersionActions(context: ActionContext) {
  const { engine, state, change, tell, announce } = context;
  const part = () => state().training;

  /** Does one thing at a time, tells what it is at, and how it failed. */
  async function busily(busyWith: string, does: () => Promise<void>): Promise<boolean> {
    if (part().busyWith !== null) return false;
    change('training', { busyWith });
    try {
      await does();
      return true;
    } catch (thrown) {
      tell(failureOf(thrown));
      return false;
    } finally {
      change('training', { busyWith: null });
    }
  }

  const comparison = createComparison(context);
  const close = (): void => change('shell', { dialogue: null });

  return {
    receiveVersions: (versions: readonly ModelVersionRecord[]): void => {
      const before = activeVersion(part());
      change('training', { versions });
      const now = activeVersion(part());
      if (before !== undefined && now !== undefined && before.id !== now.id) announce(`${now.name} is in use now.`);
    },
    chooseVersion: (chosenVersion: ModelVersionId): void => {
      comparison.forget();
      change('training', { chosenVersion, comparedWith: null });
    },
    showVersion: (chosenVersion: ModelVersionId): void => {
      comparison.forget();
      change('training', { part: 'versions', chosenVersion, comparedWith: null });
    },
    compareWith: (comparedWith: ModelVersionId): void => {
      comparison.forget();
      change('training', { comparedWith });
    },
    compare: comparison.compare,
    askToActivate: (): void => {
      const version = versionOnShow(part());
      if (version !== undefined && !version.active)
        change('shell', { dialogue: { kind: 'activate-version', version } });
    },
    activate: async ({ id, name }: ModelVersionRecord): Promise<void> => {
      close();
      await busily(`Activating “${name}”`, async () => {
        await engine.models.activate({ id });
        announce(`${name} becomes the encoder in use once everything is listened to with it.`);
      });
    },
    fillGaps: async ({ id }: ModelVersionRecord): Promise<void> => {
      await busily('Filling gaps', async () => void (await engine.models.activate({ id })));
    },
    rollback: async (): Promise<void> => {
      await busily('Rolling back', async () => {
        const { active, gaps } = await engine.models.rollback();
        const name = part().versions?.find(({ id }) => id === active)?.name ?? active;
        tell({
          text: `“${name}” is in use again.`,
          nextStep: gaps === null ? null : 'What came since is listened to with it now.',
          isFailure: false,
        });
      });
    },
    openVersionDialogue: (kind: 'rename-version' | 'export-version' | 'remove-version'): void => {
      const version = versionOnShow(part());
      if (version !== undefined) change('shell', { dialogue: { kind, version } });
    },
    openImport: (): void => change('shell', { dialogue: { kind: 'import-version' } }),
    renameVersion: async ({ id }: ModelVersionRecord, name: string): Promise<void> => {
      close();
      await busily('Renaming', async () => change('training', { versions: await engine.models.rename({ id, name }) }));
    },
    removeVersion: async ({ id, name }: ModelVersionRecord): Promise<void> => {
      close();
      await busily(`Removing “${name}”`, async () => {
        change('training', { versions: await engine.models.remove({ id }), chosenVersion: null });
        announce(`${name} is removed.`);
      });
    },
    exportVersion: async ({ id, name }: ModelVersionRecord, file: string, overwrite: boolean): Promise<void> => {
      close();
      await busily(`Exporting “${name}”`, async () => {
        const written = await engine.models.export({ id, file, overwrite });
        tell({
          text: `${nameOfPath(written.file)} is written, ${bytesWords(written.bytes)}.`,
          nextStep: null,
          isFailure: false,
        });
      });
    },
    importVersion: async (file: string): Promise<void> => {
      close();
      await busily(`Importing ${nameOfPath(file)}`, async () => {
        const { id, name } = await engine.models.import({ file });
        change('training', { part: 'versions', chosenVersion: id });
        tell({ text: `“${name}” was added.`, nextStep: 'Activate it to use it.', isFailure: false });
      });
    },
  };
}
