import { access, constants, statfs } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Finding } from '../../../src-shared/contract/app.ts';
import { type BackendProbe, probeBackends } from '../../encoder/index.ts';
import { defaultCataloguePath } from '../paths.ts';

const GIGABYTE = 1e9;

/**
 * Looks at everything the product leans on; starts nothing that lasts and writes nothing. Loads every native library, so
 * it has a process to itself.
 */
export async function* lookAtMachine(): AsyncGenerator<Finding> {
  yield {
    name: 'Node.js',
    ok: Number(process.versions.node.split('.')[0]) >= 24,
    optional: false,
    detail: `${process.versions.node} on ${process.platform} ${process.arch}`,
    howToGet: 'Run `npm start` once: it brings a new enough Node.js.',
  };
  const cpu = os.cpus()[0]?.model.trim() ?? 'unknown';
  yield {
    name: 'processor',
    ok: true,
    optional: false,
    detail: `${cpu}, ${os.availableParallelism()} cores, ${(os.totalmem() / GIGABYTE).toFixed(0)} GB of memory`,
    howToGet: null,
  };
  yield await nativePackage('decoder (FFmpeg through node-av)', async () => {
    const { AV_CODEC_ID_FLAC } = await import('node-av/constants');
    const { Codec } = await import('node-av/lib');
    return Codec.findDecoder(AV_CODEC_ID_FLAC) ? 'loads' : null;
  });
  yield await nativePackage('catalogue (SQLite through better-sqlite3)', async () => {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(':memory:');
    const version = database.prepare('SELECT sqlite_version()').pluck().get();
    database.close();
    return `SQLite ${version}`;
  });
  yield await catalogueFolder();
  for (const probe of await probeBackends()) yield toFinding(probe);
}

async function nativePackage(name: string, load: () => Promise<string | null>): Promise<Finding> {
  const howToGet = 'Delete node_modules and run `npm start` again.';
  try {
    const detail = await load();
    return { name, ok: detail !== null, optional: false, detail: detail ?? 'loads but does not work', howToGet };
  } catch (error) {
    const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    return { name, ok: false, optional: false, detail, howToGet };
  }
}

async function catalogueFolder(): Promise<Finding> {
  const folder = path.dirname(defaultCataloguePath());
  const howToGet = 'Name another place with --catalogue.';
  try {
    const existing = await nearestExisting(folder);
    await access(existing, constants.W_OK);
    const { bavail, bsize } = await statfs(existing);
    const free = bavail * bsize;
    return {
      name: 'catalogue folder',
      ok: free > GIGABYTE,
      optional: false,
      detail: `${folder}, ${(free / GIGABYTE).toFixed(1)} GB free`,
      howToGet: 'Free some space, or name another place with --catalogue.',
    };
  } catch {
    return { name: 'catalogue folder', ok: false, optional: false, detail: `${folder} can't be written`, howToGet };
  }
}

/** The folder itself, or the one it would be made in. */
async function nearestExisting(folder: string): Promise<string> {
  const exists = await access(folder).then(
    () => true,
    () => false,
  );
  const above = path.dirname(folder);
  return exists || above === folder ? folder : nearestExisting(above);
}

function toFinding({ name, available, reason, howToGet }: BackendProbe): Finding {
  return { name: `encoder: ${name}`, ok: available, optional: true, detail: reason, howToGet };
}
