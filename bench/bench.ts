/**
 * `npm run bench`: what each stage costs, and the whole pipeline against ONNX Runtime alone in the same run.
 * `-- --write` puts the figures into docs/performance.md.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { inspectFile, passOverFile } from '../src-main/audio/index.ts';
import { Engine } from '../src-main/engine/index.ts';
import { type Ceiling, measureCeiling, measureDecodeProcesses, writeMelBlocks } from './ceiling.ts';
import { measureGrowth } from './growth.ts';
import { indexWith } from './index-with.ts';
import { writeMaterial } from './material.ts';
import { MemoryWatch } from './memory.ts';
import { type Figures, type Pipeline, reportText, writeSection } from './report.ts';

const { values: options } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '3' },
    files: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '90' },
    frames: { type: 'string', default: '1000,10000,100000' },
  },
});

const DECODING_TURNS = 5;
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const graph = path.join(root, 'dist', 'models', 'aisfx', 'encoder-int8.onnx');
const cores = os.availableParallelism();
const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-bench-'));
const say = (text: string) => process.stderr.write(`${text}\n`);

try {
  say('Writing test sounds (real recordings, 48 kHz/24 bit stereo)…');
  const sounds = path.join(folder, 'sounds');
  const seconds = Number(options.seconds);
  writeMaterial(path.join(root, 'e2e', 'starter-sounds'), sounds, Number(options.files), seconds);
  const first = path.join(sounds, 'material-00.wav');
  const mel = path.join(folder, 'mel.npy');
  writeMelBlocks(first, mel);

  say('Finding the best batch of the raw inference ceiling…');
  const batch = await bestBatch(mel);

  const rounds: { ceiling: Ceiling; pipeline: Pipeline }[] = [];
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    say(`Round ${round}: ceiling, then pipeline…`);
    // Before and after, so that a machine that slows down in between slows both.
    const before = await measureCeiling(graph, mel, { processes: cores, batch, seconds: 5 });
    const pipeline = await measurePipeline(sounds, path.join(folder, `round-${round}.sonotheque`));
    const after = await measureCeiling(graph, mel, { processes: cores, batch, seconds: 5 });
    const ceiling = {
      blocksPerSecond: (before.blocksPerSecond + after.blocksPerSecond) / 2,
      cpuMillisecondsABlock: (before.cpuMillisecondsABlock + after.cpuMillisecondsABlock) / 2,
    };
    rounds.push({ ceiling, pipeline });
    say(`  ${(pipeline.blocksPerSecond / ceiling.blocksPerSecond).toFixed(3)} of the ceiling`);
  }
  say('Memory, in a run of its own: looking costs time…');
  const watch = new MemoryWatch();
  await measurePipeline(sounds, path.join(folder, 'memory.sonotheque'));
  const memory = watch.stop();
  say('Decoding alone, one core…');
  const decodeAlone = measureDecoding(first, seconds, (file) => void [...passOverFile(file)]);
  const inspectAlone = measureDecoding(first, seconds, inspectFile);
  say('Decoding in one process, and in one a core…');
  const decodeProcesses = [];
  for (const processes of new Set([1, cores])) {
    decodeProcesses.push({ processes, timesRealTime: await measureDecodeProcesses(first, processes) });
  }
  say('Growth of a catalogue…');
  const growth = await measureGrowth(folder, (options.frames ?? '').split(',').map(Number));

  const median = [...rounds].sort((a, b) => ratioOf(a) - ratioOf(b))[Math.floor(rounds.length / 2)];
  if (!median) throw new Error('at least one round is needed');
  const figures: Figures = {
    machine: `${os.cpus()[0]?.model.trim() ?? 'unknown'}, ${cores} cores, ${process.platform} ${process.arch}, Node ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
    batch,
    ratios: rounds.map(ratioOf),
    ceiling: median.ceiling,
    pipeline: median.pipeline,
    memory,
    decodeAlone,
    inspectAlone,
    decodeProcesses,
    growth,
  };
  process.stdout.write(`${reportText(figures)}\n`);
  if (options.write) writeSection(path.join(root, 'docs', 'performance.md'), 'bench', reportText(figures));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function ratioOf({ ceiling, pipeline }: { ceiling: Ceiling; pipeline: Pipeline }): number {
  return pipeline.blocksPerSecond / ceiling.blocksPerSecond;
}

async function bestBatch(mel: string): Promise<number> {
  let best = { batch: 1, rate: 0 };
  for (const candidate of [1, 2, 4, 8]) {
    const { blocksPerSecond } = await measureCeiling(graph, mel, { processes: cores, batch: candidate, seconds: 3 });
    if (blocksPerSecond > best.rate) best = { batch: candidate, rate: blocksPerSecond };
  }
  return best.batch;
}

/** A whole index job with all its products, start of the children included. */
async function measurePipeline(sounds: string, catalogue: string): Promise<Pipeline> {
  const engine = await Engine.open({ catalogue, precision: 'int8' });
  const ownCpu = process.cpuUsage();
  try {
    const started = performance.now();
    const report = await indexWith(engine, sounds);
    const wallSeconds = (performance.now() - started) / 1_000;
    const { user, system } = process.cpuUsage(ownCpu);
    return {
      blocksPerSecond: report.frames / wallSeconds,
      timesRealTime: report.soundSeconds / wallSeconds,
      cpu: {
        decode: report.cpuMilliseconds.decode / report.frames,
        encode: report.cpuMilliseconds.encode / report.frames,
        engine: (user + system) / 1_000 / report.frames,
      },
    };
  } finally {
    await engine.close();
  }
}

/** Seconds of sound a CPU second, of work on one file in this process. */
function measureDecoding(file: string, soundSeconds: number, work: (file: string) => void): number {
  work(file);
  const cpu = process.cpuUsage();
  for (let turn = 0; turn < DECODING_TURNS; turn += 1) work(file);
  const { user, system } = process.cpuUsage(cpu);
  return (DECODING_TURNS * soundSeconds) / ((user + system) / 1e6);
}
