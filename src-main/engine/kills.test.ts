/**
 * kill -9 at any moment, of the engine, of a child, or of all: what was said, marked, edited, collected or taken back
 * stays so, what was stored is not heard again, and the end is that of an undisturbed run. `KILLS=1000` asks for more
 * kills, `KILLS_SEED` for the same dice.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { waveFile } from '../audio/testing/wave-bytes.test-support.ts';
import { dumpFacts } from '../catalogue/testing/dump-facts.ts';
import { randomNumbers } from '../catalogue/testing/fixtures.ts';
import { type Blow, type Life, leftOvers, live } from './testing/lives.test-support.ts';

const KILLS = Number(process.env.KILLS ?? 200);
const SEED = Number(process.env.KILLS_SEED ?? Date.now() % 1_000_000);
/** Nobody waits longer on two cores that do something else besides. */
const MILLISECONDS_A_KILL = 6_000;
/** Most of a life's beginning is waiting for one core. */
const SIDE_BY_SIDE = 2;
const starter = fileURLToPath(new URL('../../e2e/starter-sounds/', import.meta.url));
const BAD = ['cut.wav', 'empty.wav', 'notes.wav', 'nothing.flac'];

let folder = '';
let library = '';

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'kills-test-'));
  library = path.join(folder, 'library');
  cpSync(starter, library, { recursive: true });
  mkdirSync(path.join(library, 'made'));
  const random = randomNumbers(1);
  for (let number = 0; number < 26; number += 1) {
    const sound = madeSound(random, 8_000 * (1 + (number % 5)), 0.3 + random() * 4);
    writeFileSync(path.join(library, 'made', `${number}.wav`), sound);
  }
  cpSync(path.join(library, 'dog_bark.mp3'), path.join(library, 'made', 'twin.mp3'));
  writeFileSync(path.join(library, 'cut.wav'), waveFile([new Float32Array(8_000)], 8_000).subarray(0, 20));
  writeFileSync(path.join(library, 'empty.wav'), '');
  writeFileSync(path.join(library, 'notes.wav'), 'these are notes');
  writeFileSync(path.join(library, 'nothing.flac'), Buffer.alloc(5_000));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(process.platform === 'win32')('an engine that is killed while it indexes and people work', () => {
  it(
    `ends like an undisturbed one after ${KILLS} kills at random moments`,
    async () => {
      const random = randomNumbers(SEED);
      const undisturbed = newRound('undisturbed');
      const { milliseconds, errors } = await live(undisturbed.args, []);
      expect(errors).toBe('');
      const facts = undisturbed.facts();
      expect(facts.filter((line) => line.startsWith('sound '))).toHaveLength(45);
      expect(facts.filter((line) => line.startsWith('  decision '))).toHaveLength(90);
      for (const made of ['  marks ', '  edit ', '  marker ', '  member ', 'collection ']) {
        expect(facts.filter((line) => line.startsWith(made))).toHaveLength(45);
      }
      const commands = facts.filter((line) => line.startsWith('command '));
      expect(commands).toHaveLength(45 * 8);
      expect(commands.filter((line) => !line.includes('"state":"done"'))).toHaveLength(45);
      const sum = { kills: 0, rounds: 0, lives: 0, heardAgain: 0, mostHeardAgain: 0 };
      const met: Record<string, number> = {};
      const playRound = async (): Promise<void> => {
        sum.rounds += 1;
        const number = sum.rounds;
        const round = newRound(`${number}`);
        const told = `seed ${SEED}, round ${number}`;
        const lives: Life[] = [];
        do lives.push(await live(round.args, blowsOf(random, milliseconds * SIDE_BY_SIDE)));
        while (lives.at(-1)?.endedByItself === false);
        const last = lives.at(-1);
        expect(last?.exitCode, `${told}: ${last?.errors}`).toBe(0);
        expect(lives.map((life) => life.errors).join(''), told).toBe('');
        expect(round.facts(), told).toEqual(facts);

        const journal = round.journal();
        expect(journal.storedAndHeard, told).toEqual([]);
        expect(journal.jobs, told).not.toEqual([]);
        for (const job of journal.jobs) expect(job, told).toBe(`done ${BAD}`);
        for (const { pid } of lives) expect(await leftOvers(pid), told).toEqual([]);

        for (const { victim, stage } of lives.flatMap(({ blows }) => blows)) {
          sum.kills += 1;
          met[`${victim}, ${stage}`] = (met[`${victim}, ${stage}`] ?? 0) + 1;
        }
        sum.lives += lives.length;
        sum.heardAgain += journal.heardAgain;
        sum.mostHeardAgain = Math.max(sum.mostHeardAgain, journal.heardAgain / Math.max(1, lives.length - 1));
        rmSync(round.folder, { recursive: true });
      };
      const player = async (): Promise<void> => {
        while (sum.kills < KILLS) await playRound();
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, player));
      if (process.env.KILLS) process.stdout.write(`${JSON.stringify({ seed: SEED, ...sum, met }, null, 2)}\n`);
    },
    Math.max(600_000, KILLS * MILLISECONDS_A_KILL),
  );
});

/** Blows for one life; at most one for a child, because a file that meets two is a failed one. */
function blowsOf(random: () => number, lifeMilliseconds: number): readonly Blow[] {
  const choice = random();
  const part = random();
  const victim = random() < 0.5 ? 'engine' : 'group';
  const deadly: Blow =
    part < 0.1
      ? { victim, choice, stage: 'starting', milliseconds: random() * 600 }
      : part < 0.2
        ? { victim, choice, stage: 'closing', milliseconds: random() * 60 }
        : { victim, choice, stage: 'opening', milliseconds: random() * lifeMilliseconds };
  if (random() < 0.25) return [deadly];
  return [deadly, { victim: 'child', choice, stage: 'working', milliseconds: random() * lifeMilliseconds * 0.6 }];
}

/** An empty catalogue, and what is known of its lives. */
function newRound(name: string) {
  const place = path.join(folder, name);
  mkdirSync(place);
  const catalogue = path.join(place, 'test.sonotheque');
  const journal = path.join(place, 'journal');
  writeFileSync(journal, '');
  return {
    folder: place,
    args: [catalogue, library, journal],
    facts: () => [...dumpFacts(catalogue)],
    journal: () => readJournal(readFileSync(journal, 'utf8')),
  };
}

function readJournal(text: string) {
  const storedAndHeard: string[] = [];
  const heard: string[] = [];
  const jobs: string[] = [];
  let done = new Set<string>();
  for (const line of text.split('\n')) {
    const [what = ''] = line.split(' ', 1);
    const rest = line.slice(what.length + 1);
    if (what === 'life') done = new Set();
    else if (what === 'stored') done.add(rest);
    else if (what === 'job') jobs.push(rest);
    else if (what === 'heard') {
      heard.push(rest);
      // Once in a life, too: what a killed child had in hand is tried again inside.
      if (done.has(rest)) storedAndHeard.push(rest);
      done.add(rest);
    }
  }
  return { storedAndHeard, heardAgain: heard.length - new Set(heard).size, jobs };
}

/** Tones and noise that no other sound has. */
function madeSound(random: () => number, sampleRateHz: number, seconds: number): Buffer {
  const hertz = 100 + random() * 2_000;
  const noise = random() * 0.3;
  const samples = Float32Array.from(
    { length: Math.round(sampleRateHz * seconds) },
    (_, index) => 0.5 * Math.sin((2 * Math.PI * hertz * index) / sampleRateHz) + noise * (random() * 2 - 1),
  );
  return waveFile([samples], sampleRateHz);
}
