import { mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { lstat, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { v4 as uuidv4 } from 'uuid';
import { z } from 'zod';

const endpointSchema = z.object({
  /** CONTRACT_VERSION of the owner. */
  contract: z.int(),
  /** The owner's version, for a person. */
  version: z.string(),
  processId: z.int(),
  /** A socket's path, or a named pipe on Windows. */
  address: z.string(),
  token: z.string(),
});

/** Where and how to reach the engine that owns a catalogue. */
export type Endpoint = z.output<typeof endpointSchema>;

const SOCKET_FOLDER = 'sonotheque-';
const SOCKET_NAME = 'engine.sock';

/** Beside the catalogue: whoever finds that finds its owner, whatever the environment. */
const endpointFile = (catalogue: string): string => `${catalogue}-owner`;

/**
 * A new place to listen at, in a folder of its own that only this user may enter: beside the catalogue the path could
 * be too long for a socket, or the disk could know none.
 */
export function newAddress(): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\sonotheque-${uuidv4()}`;
  return path.join(mkdtempSync(path.join(os.tmpdir(), SOCKET_FOLDER)), SOCKET_NAME);
}

/** Takes away what `newAddress` made. */
export function removeAddress(address: string): void {
  if (process.platform === 'win32') return;
  const folder = path.dirname(address);
  const isOurs = path.basename(address) === SOCKET_NAME && path.basename(folder).startsWith(SOCKET_FOLDER);
  if (!isOurs) return;
  try {
    rmSync(address, { force: true });
    // Only what is empty then: the announcement may have been written by somebody else.
    rmdirSync(folder);
  } catch {
    // It is gone already, or holds something that is not ours.
  }
}

/** Says to those who come later where the owner is; only this user can read it. */
export async function announce(catalogue: string, endpoint: Endpoint): Promise<void> {
  const file = endpointFile(catalogue);
  const part = `${file}.${process.pid}`;
  await writeFile(part, JSON.stringify(endpoint), { mode: 0o600 });
  await rename(part, file);
}

export async function withdraw(catalogue: string, { token }: Endpoint): Promise<void> {
  // A later owner may have announced itself already.
  if ((await readEndpoint(catalogue))?.token === token) await rm(endpointFile(catalogue), { force: true });
}

/** `null`: nobody announced itself, or not to this user, or what stands there is none of ours. */
export async function readEndpoint(catalogue: string): Promise<Endpoint | null> {
  try {
    const parsed = endpointSchema.safeParse(JSON.parse(await readFile(endpointFile(catalogue), 'utf8')));
    return parsed.success && (await isReachedByUsOnly(parsed.data)) ? parsed.data : null;
  } catch {
    return null;
  }
}

/** In a folder that others may write to, somebody could announce a socket of his own. */
async function isReachedByUsOnly({ address }: Endpoint): Promise<boolean> {
  if (process.platform === 'win32') return address.startsWith('\\\\.\\pipe\\');
  const folder = await lstat(path.dirname(address));
  return path.isAbsolute(address) && folder.uid === process.getuid?.() && (folder.mode & 0o077) === 0;
}
