import { type FSWatcher, watch as watchNatively } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { isSoundFileName } from '../sound-files.ts';
import { FolderTree } from './folder-tree.ts';

/** Why a folder is not watched; whoever asked looks through it from time to time instead. */
export type WatchProblem = 'network-drive' | 'too-many-folders' | 'not-possible';

export type WatchOptions = {
  /** Something changed that may concern sounds. May come often. */
  readonly onChange: () => void;
  /** Told once at most; nothing is watched from then on. */
  readonly onProblem: (problem: WatchProblem) => void;
  readonly watch?: typeof watchNatively;
  readonly platform?: NodeJS.Platform;
  /** Folders of one library; each costs a watch of the system's, of which all programs share some thousands. */
  readonly mostFolders?: number;
};

export type FolderWatch = {
  /** Settled once everything is watched that was there at the beginning, or the problem was told. */
  readonly ready: Promise<void>;
  readonly close: () => void;
};

const MOST_FOLDERS = 50_000;

/** File systems that don't say what another machine does, by the numbers of Linux' statfs(2). */
const NETWORK_FILE_SYSTEMS = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x01021997, 0x5346414f, 0x00c36400]);

/**
 * Watches a folder with everything below. macOS and Windows tell of a whole tree by one watch; Linux of each folder by its
 * own, which is done here: Node's recursive watch there reads the tree synchronously and watches every single file.
 *
 * @param root absolute
 */
export function watchFolder(root: Buffer, options: WatchOptions): FolderWatch {
  const { onChange, onProblem, watch = watchNatively, platform = process.platform } = options;
  let closed = false;
  let whole: FSWatcher | null = null;
  let tree: FolderTree | null = null;

  const close = (): void => {
    closed = true;
    whole?.close();
    tree?.close();
  };
  const giveUp = (problem: WatchProblem): void => {
    if (closed) return;
    close();
    onProblem(problem);
  };

  function watchWhole(): void {
    try {
      whole = watch(root, { recursive: true, persistent: false, encoding: 'buffer' }, (_event, name) => {
        if (!closed && mayConcernSounds(name)) onChange();
      });
      whole.on('error', (error) => giveUp(problemOf(error)));
    } catch (error) {
      giveUp(problemOf(error));
    }
  }

  async function begin(): Promise<void> {
    if (await isOnNetwork(root)) return giveUp('network-drive');
    if (closed) return;
    if (platform !== 'linux') return watchWhole();
    tree = new FolderTree({
      watch,
      mostFolders: options.mostFolders ?? MOST_FOLDERS,
      onChange: () => {
        if (!closed) onChange();
      },
      onError: (error) => giveUp(problemOf(error)),
    });
    await tree.add(root);
  }

  return { ready: begin(), close };
}

/** A folder of a library may be called anything, also with a dot in it; what ends like another kind of file is none. */
function mayConcernSounds(name: Buffer | null): boolean {
  if (name === null) return true;
  const last = name.subarray(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  return isSoundFileName(last) || !/\.[A-Za-z0-9-]{1,12}$/u.test(last.toString('latin1'));
}

async function isOnNetwork(root: Buffer): Promise<boolean> {
  try {
    return process.platform === 'linux' && NETWORK_FILE_SYSTEMS.has((await statfs(root)).type >>> 0);
  } catch {
    // Watching it will say what is wrong.
    return false;
  }
}

/** Linux says ENOSPC where all watches of the person are taken, EMFILE where all their queues are. */
function problemOf(error: unknown): WatchProblem {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOSPC' || code === 'EMFILE' || code === 'ENFILE' ? 'too-many-folders' : 'not-possible';
}
