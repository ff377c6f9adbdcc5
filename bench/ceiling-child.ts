/** Process entry: ONNX Runtime alone on ready mel blocks, one thread; says how many blocks it did in the time given. */
import { readFileSync } from 'node:fs';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { readNpy } from '../src-main/encoder/index.ts';

const BLOCK_VALUES = 100 * 96;
const WARM_UP_RUNS = 10;

const [graph = '', melFile = '', batchText = '1', secondsText = '5'] = process.argv.slice(2);
const batch = Number(batchText);
const { values } = readNpy(readFileSync(melFile));
const session = await InferenceSession.create(graph, {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
});

const available = Math.floor(values.length / BLOCK_VALUES);
const tensors = Array.from({ length: Math.max(1, Math.floor(available / batch)) }, (_, index) => {
  const start = index * batch * BLOCK_VALUES;
  return new Tensor('float32', values.slice(start, start + batch * BLOCK_VALUES), [batch, 1, 100, 96]);
});
const run = (turn: number) => session.run({ mel: tensors[turn % tensors.length] as Tensor });

for (let turn = 0; turn < WARM_UP_RUNS; turn += 1) await run(turn);
const cpu = process.cpuUsage();
const started = performance.now();
let blocks = 0;
for (let turn = 0; performance.now() - started < Number(secondsText) * 1_000; turn += 1) {
  await run(turn);
  blocks += batch;
}
const seconds = (performance.now() - started) / 1_000;
const { user, system } = process.cpuUsage(cpu);
process.stdout.write(
  JSON.stringify({ blocksPerSecond: blocks / seconds, cpuMilliseconds: (user + system) / 1_000 / blocks }),
);
