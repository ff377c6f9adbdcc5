/**
 * Thread entry inside a child process. It runs while the main thread is stuck in native code, and ends the whole
 * process when that takes too much memory or when the engine is gone.
 */
import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { memoryLimitLine, type WatchdogData } from './memory-limit.ts';

const CHECK_MILLISECONDS = 200;
/** A thread's `process.stderr` goes through the main thread, which may be stuck. */
const STANDARD_ERROR = 2;
const { enginePid, memoryLimitMegabytes } = workerData as WatchdogData;

function engineIsGone(): boolean {
  if (process.platform !== 'win32') return process.ppid !== enginePid;
  try {
    process.kill(enginePid, 0);
    return false;
  } catch {
    return true;
  }
}

/** A thread's `process.exit` would end the thread only. */
function endProcess(): void {
  process.kill(process.pid, 'SIGKILL');
}

setInterval(() => {
  if (engineIsGone()) endProcess();
  const megabytes = process.memoryUsage.rss() / (1024 * 1024);
  if (megabytes <= memoryLimitMegabytes) return;
  try {
    writeSync(STANDARD_ERROR, memoryLimitLine(megabytes));
  } catch {
    // The engine will call it a death without a reason.
  }
  endProcess();
}, CHECK_MILLISECONDS);
