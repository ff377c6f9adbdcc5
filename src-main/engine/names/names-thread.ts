/** Thread entry: counts the words of libraries, and reads what the names of sounds say. */
import { parentPort } from 'node:worker_threads';
import { createNameContext, packNames, readNames, type SoundNames } from '../../suggestions/index.ts';

export type NamesTask =
  | { readonly id: number; readonly kind: 'count'; readonly libraryName: string; readonly paths: readonly string[] }
  | { readonly id: number; readonly kind: 'read'; readonly sounds: readonly SoundNames[] };

export type NamesAnswer =
  | { readonly id: number; readonly names: readonly Uint8Array[] }
  | { readonly id: number; readonly fault: string };

const port = parentPort;
if (port === null) throw new Error('Names are read in a thread of their own.');
const context = createNameContext();

function done(task: NamesTask): readonly Uint8Array[] {
  if (task.kind === 'read') return task.sounds.map((sound) => packNames(readNames(sound, context)));
  for (const relativePath of task.paths) context.add({ libraryName: task.libraryName, relativePath });
  return [];
}

port.on('message', (task: NamesTask) => {
  try {
    port.postMessage({ id: task.id, names: done(task) } satisfies NamesAnswer);
  } catch (error) {
    const fault = error instanceof Error ? (error.stack ?? error.message) : String(error);
    port.postMessage({ id: task.id, fault } satisfies NamesAnswer);
  }
});
