/** An engine whose decode child is stuck; it says the child's id and waits to be killed. */
import { fileURLToPath } from 'node:url';
import { Listener } from '../listener.ts';

const entry = (name: string) => fileURLToPath(new URL(`./${name}.test-support.ts`, import.meta.url));
const listener = new Listener({
  decodeChildren: 1,
  encodeChildren: 1,
  entries: { decode: entry('faulty-decode-child'), encode: entry('faulty-encode-child') },
});
await listener.listen({ path: Buffer.from('none.wav') });
listener.listen({ path: Buffer.from('spin.wav') }).catch(() => {});
process.stdout.write(`${listener.pids.join(' ')}\n`);
