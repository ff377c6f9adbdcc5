/**
 * Rate of a training step of the whole encoder: forward, backward and update, on made-up blocks of 100 × 96.
 *
 *     node bench/training.ts [--backend node] [--frames 32] [--steps 4] [--threads 2] [--width 64] [--turns 1] [--pytorch python]
 *
 * `--pytorch` names a Python with PyTorch: bench/training_pytorch.py then takes turns with us, and the ratio is printed;
 * other work on the machine falls on both alike.
 */
import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { describeEncoder } from '../src-main/encoder/index.ts';
import { openBackend, TRAINING_BACKENDS } from '../src-main/training/backends/index.ts';
import { createLoss } from '../src-main/training/losses/index.ts';
import { Parameters, RunModel, randomEncoderValues, TrainableEncoder } from '../src-main/training/model/index.ts';
import { Optimiser } from '../src-main/training/trainer/index.ts';

const { values } = parseArgs({
  options: {
    backend: { type: 'string', default: 'node' },
    frames: { type: 'string', default: '32' },
    steps: { type: 'string', default: '4' },
    threads: { type: 'string', default: String(cpus().length) },
    width: { type: 'string', default: '64' },
    turns: { type: 'string', default: '1' },
    pytorch: { type: 'string' },
  },
});

const backend = TRAINING_BACKENDS.find((name) => name === values.backend);
const [frames = 32, steps = 4, threads = 1, width = 64] = [
  values.frames,
  values.steps,
  values.threads,
  values.width,
].map(Number);
const CLASSES = 82;

const { core, operations } = await openBackend({ threads, backend });
const architecture = describeEncoder({ width });
const parameters = new Parameters(core);
for (const [name, tensor] of randomEncoderValues(architecture, 1)) parameters.fill(name, tensor);
const loss = createLoss(core, 'cross-entropy');
const learnt = loss.createParameters({ dimensions: architecture.embeddingSize, classes: CLASSES }, 1);
for (const [name, tensor] of Object.entries(learnt)) parameters.set(`loss.0.${name}`, tensor);
const model = new RunModel({
  core,
  parameters,
  encoder: new TrainableEncoder(core, operations, architecture, 0),
  hasAdapter: false,
  setPerDataset: false,
  loss,
  hasHead: true,
  lossParameters: Object.keys(learnt),
});
const optimiser = new Optimiser(core, parameters);
const input = core.randomUniform([frames, architecture.blockRows, architecture.bands, 1], 0, 1, 'float32', 1);
const labels = core.tensor1d(
  Array.from({ length: frames }, (_, index) => index % CLASSES),
  'int32',
);

async function step(): Promise<void> {
  core.engine().startScope();
  const options = { dataset: 0, input: input as never, labels, mixed: null, lossWeight: 1 };
  const { loss: value, gradients, statistics } = model.step(options, { wantsPerformance: false });
  await value.data();
  optimiser.move(gradients, () => 1e-3, 1e-4);
  for (const [name, statistic] of statistics) parameters.set(name, statistic);
  core.engine().endScope();
}

async function framesPerSecond(): Promise<number> {
  const begun = performance.now();
  for (let index = 0; index < steps; index += 1) await step();
  // What was ordered isn't done yet on a GPU.
  await parameters.get(architecture.layers[0]?.kind === 'convolution' ? architecture.layers[0].kernelKey : '').data();
  return (1_000 * frames * steps) / (performance.now() - begun);
}

await step();
const ratios: number[] = [];
for (let turn = 0; turn < Number(values.turns); turn += 1) {
  const ours = await framesPerSecond();
  const megabytes = process.memoryUsage.rss() / 1e6;
  console.log(`${values.backend}: ${ours.toFixed(1)} frames a second, ${megabytes.toFixed(0)} MB`);
  if (values.pytorch === undefined) continue;
  const script = fileURLToPath(new URL('./training_pytorch.py', import.meta.url));
  const { stdout } = spawnSync(values.pytorch, [script, ...[frames, steps, threads, width].map(String)], {
    encoding: 'utf8',
    env: { ...process.env, OMP_NUM_THREADS: String(threads) },
  });
  const theirs = Number(stdout.trim());
  ratios.push(ours / theirs);
  console.log(`PyTorch: ${theirs.toFixed(1)} frames a second`);
}
if (ratios.length > 0) {
  const median = ratios.toSorted((a, b) => a - b)[Math.floor(ratios.length / 2)] ?? Number.NaN;
  console.log(`ours to PyTorch's: ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}; median ${median.toFixed(2)}`);
}
process.exit();
