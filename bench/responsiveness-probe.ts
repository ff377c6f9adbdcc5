/** Loaded into the engine's process before anything else: measures how late its event loop is, and says so when asked. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { isMainThread } from 'node:worker_threads';

export type LoopDelay = {
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  /** Of the process with all its threads, since the last reset. */
  readonly cpuSeconds: number;
};

if (isMainThread) {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  let cpu = process.cpuUsage();
  process.on('message', (command) => {
    const { user, system } = process.cpuUsage(cpu);
    if (command === 'delay') {
      const milliseconds = (nanoseconds: number) => nanoseconds / 1e6;
      const told: LoopDelay = {
        p50: milliseconds(delay.percentile(50)),
        p99: milliseconds(delay.percentile(99)),
        max: milliseconds(delay.max),
        cpuSeconds: (user + system) / 1e6,
      };
      process.send?.(told);
    }
    delay.reset();
    cpu = process.cpuUsage();
  });
}
