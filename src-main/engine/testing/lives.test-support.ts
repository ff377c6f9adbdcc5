/** Lives of an engine process, each ended by kill -9 or by itself. For systems with process groups. */
import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(new URL('./labelling-indexer.test-support.ts', import.meta.url));

/** Where a life is: before its engine opens, opening it, at work, closing it. */
export type Stage = 'starting' | 'opening' | 'working' | 'closing';
export type Victim = 'engine' | 'child' | 'group';
/** One kill -9: so long after a stage began. */
export type Blow = {
  readonly victim: Victim;
  readonly stage: Stage;
  readonly milliseconds: number;
  /** Which of several children: from 0 to below 1. */
  readonly choice: number;
};

export type Life = {
  /** Of its process and of its group. */
  readonly pid: number;
  /** Blows that met somebody alive. */
  readonly blows: readonly Blow[];
  /** Nobody killed the engine's own process. */
  readonly endedByItself: boolean;
  readonly exitCode: number | null;
  readonly errors: string;
  /** From the beginning of opening to the end. */
  readonly milliseconds: number;
};

/** Lives one life. A blow that comes too late for its victim is none. */
export async function live(args: readonly string[], blows: readonly Blow[]): Promise<Life> {
  const child = fork(entry, args, {
    detached: true,
    silent: true,
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The process did not start.');
  let errors = '';
  child.stderr?.on('data', (piece: Buffer) => {
    errors += piece;
  });
  const ended = once(child, 'close');
  const over = new AbortController();
  child.once('close', () => over.abort());
  const struck: Blow[] = [];
  let openedAt = performance.now();
  const prepare = async (blow: Blow): Promise<void> => {
    // Nobody is left to strike: no reason to wait.
    await pause(blow.milliseconds, undefined, { signal: over.signal }).catch(() => {});
    if (await strike(child, pid, blow)) struck.push(blow);
  };
  const prepared = blows.filter(({ stage }) => stage === 'starting').map(prepare);
  child.on('message', (stage: Stage) => {
    if (stage === 'opening') openedAt = performance.now();
    prepared.push(...blows.filter((blow) => blow.stage === stage).map(prepare));
  });
  const [exitCode] = (await ended) as [number | null];
  const milliseconds = performance.now() - openedAt;
  await Promise.all(prepared);
  const endedByItself = struck.every(({ victim }) => victim === 'child');
  return { pid, blows: struck, endedByItself, exitCode, errors, milliseconds };
}

async function strike(child: ChildProcess, pid: number, { victim, choice }: Blow): Promise<boolean> {
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  if (victim !== 'child') return isAlive() && kill(victim === 'group' ? -pid : pid);
  while (isAlive()) {
    const children = childrenOf(pid);
    const chosen = children[Math.floor(choice * children.length)];
    if (chosen !== undefined && kill(chosen)) return true;
    await pause(10);
  }
  return false;
}

function kill(target: number): boolean {
  try {
    process.kill(target, 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

function childrenOf(pid: number): readonly number[] {
  const table = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' });
  return table.split('\n').flatMap((line) => {
    const [own, parent, state] = line.trim().split(/\s+/);
    return Number(parent) === pid && !state?.startsWith('Z') ? [Number(own)] : [];
  });
}

/** Processes of a group that are still there after some seconds. */
export async function leftOvers(group: number): Promise<readonly string[]> {
  const deadline = performance.now() + 10_000;
  for (;;) {
    const members = execFileSync('ps', ['-A', '-o', 'pgid=,pid=,stat=,args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => Number(line.trim().split(/\s+/)[0]) === group && !/^\s*\d+\s+\d+\s+Z/.test(line));
    if (members.length === 0 || performance.now() > deadline) return members;
    await pause(50);
  }
}
