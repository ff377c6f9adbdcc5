/** Runs the built command line as a person would: `sonotheque serve` on a catalogue of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const cli = path.join(import.meta.dirname, '..', '..', 'dist', 'cli.mjs');

export class ServedEngine {
  /** For the catalogue and whatever a test lays beside it. */
  readonly folder: string;
  readonly catalogue: string;
  #child: ChildProcess | undefined;

  /** @param folder of another one, whose catalogue is shared */
  constructor(folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-web-'))) {
    this.folder = folder;
    this.catalogue = path.join(folder, 'test.sonotheque');
  }

  /** @returns the address that opens the window */
  async start(): Promise<string> {
    const child = spawn(process.execPath, [cli, 'serve', '--catalogue', this.catalogue, '--json'], {
      stdio: ['pipe', 'pipe', 'pipe'],
      // What an application keeps for a person lies in the test's folder too.
      env: { ...process.env, NODE_OPTIONS: '', XDG_DATA_HOME: path.join(this.folder, 'data') },
    });
    this.#child = child;
    let complaint = '';
    child.stderr.on('data', (text: Buffer) => {
      complaint += text.toString();
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const { address } = JSON.parse(line) as { readonly address: string };
      return address;
    }
    throw new Error(`sonotheque serve ended: ${complaint}`);
  }

  /** At once, as a power cut does it. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  /** Ends in peace; the folder stays. */
  async end(): Promise<void> {
    await this.#end('SIGTERM');
  }

  async close(): Promise<void> {
    await this.end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
  }
}
