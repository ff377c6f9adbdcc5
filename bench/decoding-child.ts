/** Process entry: passes over one file again and again; says how many seconds of sound it did a second. */
import { passOverFile } from '../src-main/audio/index.ts';

const [file = '', secondsText = '3'] = process.argv.slice(2);

/** Waits between chunks as a decode child does: native buffers are given back when the event loop turns. */
async function pass(): Promise<number> {
  const chunks = passOverFile(file);
  for (;;) {
    const { done, value } = chunks.next();
    if (done) return value.format.durationSeconds;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

await pass();
const started = performance.now();
const elapsedSeconds = () => (performance.now() - started) / 1_000;
let soundSeconds = 0;
while (elapsedSeconds() < Number(secondsText)) soundSeconds += await pass();
process.stdout.write(JSON.stringify({ timesRealTime: soundSeconds / elapsedSeconds() }));
