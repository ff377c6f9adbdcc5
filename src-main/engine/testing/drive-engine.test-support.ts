import { v7 as uuidv7 } from 'uuid';
import { type IndexJobOptions, runIndexJob, throwingFailures } from '../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import type { IndexReport } from '../../../src-shared/contract/indexing.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { Engine, type EngineOptions } from '../engine.ts';

/** An engine in this process, driven through its contract as every client drives it. */
export type DrivenEngine = {
  readonly client: EngineClient;
  readonly index: (folders: readonly string[], options: Partial<IndexJobOptions>) => Promise<IndexReport>;
  readonly sounds: (text: string) => Promise<SoundRecord[]>;
  readonly label: (path: string, decision: string | null) => Promise<SoundRecord>;
  readonly close: () => Promise<void>;
};

export async function driveEngine({
  service = false,
  ...options
}: EngineOptions & {
  /** As an application does; a command doesn't. */
  readonly service?: boolean;
}): Promise<DrivenEngine> {
  const engine = await Engine.open(options);
  if (service) await engine.beginService();
  const client = throwingFailures(engine.client());
  return {
    client,
    index: async (folders, told) => {
      const outcome = await runIndexJob(client, folders, {
        signal: new AbortController().signal,
        onProgress: () => {},
        onFailure: () => {},
        onWarning: () => {},
        ...told,
      });
      if (outcome.kind === 'left') throw new Error('The job was left to somebody else.');
      return outcome.report;
    },
    sounds: async (text) => (await Array.fromAsync(await client.sounds.list({ text }))).flat(),
    label: async (path, decision) => {
      const [sound] = await client.labels.set({ commandId: uuidv7(), sounds: { path }, decision });
      if (!sound) throw new Error(`${path} is gone`);
      return sound;
    },
    close: () => engine.close(),
  };
}
