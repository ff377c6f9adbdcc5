import os from 'node:os';
import path from 'node:path';

/** The platform's place for an application's data. */
function dataFolder(environment: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  switch (platform) {
    case 'darwin':
      return path.join(os.homedir(), 'Library', 'Application Support', 'Sonotheque');
    case 'win32':
      return path.join(environment.APPDATA || path.join(os.homedir(), 'AppData', 'Roaming'), 'Sonotheque');
    default:
      return path.join(environment.XDG_DATA_HOME || path.join(os.homedir(), '.local', 'share'), 'sonotheque');
  }
}

/** Where the catalogue lies when none is named. */
export function defaultCataloguePath(environment = process.env, platform = process.platform): string {
  return path.join(dataFolder(environment, platform), 'default.sonotheque');
}

/** Whether a path is a folder or lies below it; both absolute. */
export function isInside(inner: string, folder: string): boolean {
  const relative = path.relative(folder, inner);
  return relative === '' || (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative));
}

/** Where parts of sounds lie that other programs were given: beside their catalogue. */
export function renderFolderOf(catalogue: string): string {
  return `${catalogue}-renders`;
}

/** Where vectors lie of sounds that were listened to for an evaluation: beside the catalogue that they are not in. */
export function heardCacheOf(catalogue: string): string {
  return `${catalogue}-evaluation`;
}

/** Where training runs lie, and spectra that several of them read: beside the catalogue. */
export function trainingFolderOf(catalogue: string): string {
  return `${catalogue}-training`;
}

/** Where the script in Reaper looks for sounds to insert: one place a person, which the script finds by itself. */
export function reaperQueueFolder(environment = process.env, platform = process.platform): string {
  return path.join(dataFolder(environment, platform), 'reaper-queue');
}

/** Where the log of a catalogue's engine lies: beside it, so that it goes with it. */
export function logFolderOf(catalogue: string): string {
  return `${catalogue}-logs`;
}

/** Where evaluations of embeddings are kept: beside their catalogue. */
export function evaluationsFolderOf(catalogue: string): string {
  return `${catalogue}-evaluations`;
}

/** Where model versions lie that were trained or imported: a folder each, beside their catalogue. */
export function modelsFolderOf(catalogue: string): string {
  return `${catalogue}-models`;
}
