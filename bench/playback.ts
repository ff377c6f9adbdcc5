/**
 * How soon a sound is there: requests over HTTP as a player makes them, to the first bytes of sound and for a part in the
 * middle, with the memory of the host and its children. Give folders of sounds, and how many to audition.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { inspectFile } from '../src-main/audio/index.ts';
import { encodeSound } from '../src-main/audio/testing/encode-sound.test-support.ts';
import { testSound } from '../src-main/audio/testing/tones.test-support.ts';
import { startWebHost } from '../src-main/hosts/web/index.ts';
import type { EngineClient } from '../src-shared/contract/contract.ts';
import type { SoundFileFacts } from '../src-shared/contract/sounds.ts';

const COUNT = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(path.join(tmpdir(), 'sonotheque-bench-'));

/** Muxer, encoder, whether the browser plays it as it is. */
const KINDS = [
  ['wav', 'pcm_s24le'],
  ['aiff', 'pcm_s24be'],
  ['caf', 'pcm_s16le'],
  ['ipod', 'alac'],
  ['wv', 'wavpack'],
  ['asf', 'wmav2'],
  ['ac3', 'ac3'],
  ['wav', 'adpcm_ms'],
] as const;

const facts: SoundFileFacts[] = [];
const kinds: string[] = [];
for (const [muxer, encoder] of KINDS) {
  for (let copy = 0; copy < Math.ceil(COUNT / KINDS.length); copy++) {
    const file = path.join(folder, `${encoder}-${copy}.${muxer}`);
    const lossy = /wma|ac3/.test(encoder) ? { bitRate: 192_000 } : {};
    if (copy === 0) encodeSound(file, testSound(2, 48_000, 20), { muxer, encoder, sampleRateHz: 48_000, ...lossy });
    else writeFileSync(file, readFileSync(path.join(folder, `${encoder}-0.${muxer}`)));
    facts.push({
      pathBase64: Buffer.from(file).toString('base64'),
      name: path.basename(file),
      format: inspectFile(file).format,
    });
    kinds.push(`${encoder} in ${muxer}`);
  }
}

const renderer = path.join(folder, 'renderer');
(await import('node:fs')).mkdirSync(renderer);
writeFileSync(path.join(renderer, 'index.html'), '<!doctype html>');
const client = {
  sounds: { file: async ({ id }: { readonly id: number }) => facts[id - 1] },
} as unknown as EngineClient;
const host = await startWebHost({ client, role: () => 'owner', serve: () => {}, close: async () => {} } as never, {
  rendererFolder: renderer,
});
const { port } = new URL(host.address);
const entered = await fetch(host.address, { redirect: 'manual' });
const cookie = entered.headers.get('set-cookie')?.split(';', 1)[0] ?? '';
const agent = new http.Agent({ keepAlive: true });

/** Milliseconds until the first bytes of sound (behind the header), then the connection is left, as a player leaves it. */
function audition(id: number, range?: string): Promise<number> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(range && { range }) };
    const request = http.get({ port, host: '127.0.0.1', path: `/audio/${id}`, headers, agent }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
        if (bytes < 100) return;
        resolve(performance.now() - began);
        request.destroy();
      });
      response.on('error', () => {});
      response.once('end', () => reject(new Error(`nothing of ${facts[id - 1]?.name}: ${response.statusCode}`)));
    });
    request.on('error', () => {});
  });
}

const quantile = (values: readonly number[], share: number) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
const line = (name: string, values: readonly number[]) =>
  console.log(
    `${name.padEnd(34)} p50 ${quantile(values, 0.5).toFixed(1)} ms  p95 ${quantile(values, 0.95).toFixed(1)} ms  most ${Math.max(...values).toFixed(1)} ms`,
  );
const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

const load = () => loadavg()[0]?.toFixed(1);
console.log(`load ${load()}; host ${megabytes()} MB`);
line('the first of all, child started', [await audition(facts.length)]);
for (const round of ['first bytes', 'a part in the middle']) {
  const times = new Map<string, number[]>();
  for (const [index] of facts.entries()) {
    const kind = kinds[index] ?? '';
    const range = round === 'first bytes' ? undefined : 'bytes=1500000-';
    times.set(kind, [...(times.get(kind) ?? []), await audition(index + 1, range)]);
  }
  for (const [kind, values] of times) line(`${round}, ${kind}`, values);
  const decoded = [...times].flatMap(([kind, values]) => (kind === 'pcm_s24le in wav' ? [] : values));
  line(`${round}, all that is decoded`, decoded);
  console.log(`${facts.length} sounds auditioned; host ${megabytes()} MB; load ${load()}`);
}
await host.close();
agent.destroy();
rmSync(folder, { recursive: true, force: true });
