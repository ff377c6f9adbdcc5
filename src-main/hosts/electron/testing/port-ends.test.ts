import { describe, expect, it } from 'vitest';
import { portLine } from '../port-line.ts';
import { LocalPortEnd, StandInPortMain, StandInRendererPort } from './port-ends.ts';

function channel() {
  const [one, other] = LocalPortEnd.pair();
  return { renderer: new StandInRendererPort(one), main: new StandInPortMain(other) };
}

const turn = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('the stand-in’s ports', () => {
  it('clone what is sent', async () => {
    const { renderer, main } = channel();
    const received: unknown[] = [];
    main.on('message', ({ data }) => received.push(data));
    main.start();
    const bytes = new Uint8Array([1, 2, 3]);
    renderer.postMessage({ bytes, when: new Date(5), buffer: Buffer.from('x') });
    bytes[0] = 9;
    await turn();
    expect(received).toEqual([{ bytes: new Uint8Array([1, 2, 3]), when: new Date(5), buffer: new Uint8Array([120]) }]);
    expect(() => main.postMessage(() => {})).toThrow('could not be cloned');
  });

  it('know no Blob', async () => {
    const { renderer, main } = channel();
    const received: unknown[] = [];
    main.on('message', ({ data }) => received.push(data));
    main.start();
    renderer.postMessage(new Blob(['x']));
    await turn();
    expect(received[0]).not.toBeInstanceOf(Blob);
  });

  it('keep messages until they are started', async () => {
    const { renderer, main } = channel();
    const received: unknown[] = [];
    main.on('message', ({ data }) => received.push(data));
    renderer.postMessage('early');
    await turn();
    expect(received).toEqual([]);
    main.start();
    await turn();
    renderer.postMessage('late');
    await turn();
    expect(received).toEqual(['early', 'late']);
  });

  it('lose a message with a buffer in its transfer list, as Electron does', async () => {
    const { renderer, main } = channel();
    const received: unknown[] = [];
    main.on('message', ({ data }) => received.push(data));
    main.start();
    const { buffer } = new Uint8Array([1, 2, 3]);
    renderer.postMessage({ buffer }, [buffer]);
    await turn();
    expect(received).toEqual([null]);
    expect(buffer.byteLength).toBe(0);
    expect(() => main.postMessage('x', [new ArrayBuffer(1)])).toThrow(TypeError);
  });

  it('close together', async () => {
    const { renderer, main } = channel();
    const closed = new Promise((resolve) => main.on('close', () => resolve('closed')));
    renderer.close();
    expect(await closed).toBe('closed');
  });
});

describe('a line over a port', () => {
  it('carries text and bytes, and nothing else', async () => {
    const { renderer, main } = channel();
    const received: unknown[] = [];
    portLine(main).onMessage((message) => received.push(message));
    renderer.postMessage('text');
    renderer.postMessage(new Uint8Array([1]));
    renderer.postMessage({ any: 'thing' });
    renderer.postMessage(null);
    await turn();
    expect(received).toEqual(['text', new Uint8Array([1])]);
  });

  it('copies bytes with the message and takes no neighbours along', async () => {
    const { renderer, main } = channel();
    const line = portLine(main);
    const received: Uint8Array[] = [];
    renderer.onmessage = ({ data }) => received.push(data);
    const pool = new Uint8Array(1_000).fill(7);
    const part = pool.subarray(10, 13);
    await line.send(part);
    await turn();
    expect(received).toEqual([new Uint8Array([7, 7, 7])]);
    expect(received[0]?.buffer.byteLength).toBe(3);
    expect(part.byteLength).toBe(3);
  });

  it('tells once that it is closed, also whoever asks later', async () => {
    const { renderer, main } = channel();
    const line = portLine(main);
    let told = 0;
    line.onClose(() => {
      told += 1;
    });
    renderer.close();
    await turn();
    line.close();
    line.onClose(() => {
      told += 1;
    });
    await line.send('into the void');
    expect(told).toBe(2);
  });
});
