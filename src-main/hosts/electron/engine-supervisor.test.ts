import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../src-shared/contract/failures.ts';
import type { ToEngine } from './engine-messages.ts';
import { EngineRequests } from './engine-requests.ts';
import { EngineSupervisor } from './engine-supervisor.ts';

type Port = { readonly name: string; close(): void };

/** A process that the test plays. */
class PlayedChild extends EventEmitter {
  readonly posted: ToEngine[] = [];
  readonly ports: Port[] = [];
  killed = false;

  postMessage(message: ToEngine, transfer: readonly Port[] = []): void {
    this.posted.push(message);
    this.ports.push(...transfer);
  }

  kill(): boolean {
    this.killed = true;
    return true;
  }
}

let children: PlayedChild[];
let unavailable: Failure[];
let engine: EngineSupervisor<Port>;
beforeEach(() => {
  children = [];
  unavailable = [];
  let channels = 0;
  const port = (name: string): Port => ({ name, close: () => {} });
  engine = new EngineSupervisor<Port>({
    fork: () => {
      const child = new PlayedChild();
      children.push(child);
      return child;
    },
    createChannel: () => {
      channels += 1;
      return { port1: port(`engine ${channels}`), port2: port(`window ${channels}`) };
    },
    onUnavailable: (failure) => unavailable.push(failure),
    restartDelaysMilliseconds: [0, 0],
  });
});

const child = (index: number) => {
  const found = children[index];
  if (found === undefined) throw new Error(`engine ${index} was not started`);
  return found;
};
const started = async (count: number) => {
  while (children.length < count) await new Promise((resolve) => setImmediate(resolve));
};

describe('the supervisor of the engine process', () => {
  it('passes both ends of a channel on', () => {
    engine.start();
    const given: string[] = [];
    engine.requestPort((port) => given.push(port.name));
    expect(given).toEqual(['window 1']);
    expect(child(0).ports.map((port) => port.name)).toEqual(['engine 1']);
  });

  it('starts an engine that died again, and gives a port to who asked meanwhile', async () => {
    engine.start();
    child(0).emit('exit', 1);
    const given: string[] = [];
    engine.requestPort((port) => given.push(port.name));
    expect(given).toEqual([]);
    await started(2);
    expect(given).toEqual(['window 1']);
    expect(child(1).ports).toHaveLength(1);
  });

  it('says so when the engine keeps dying, and waits to be asked', async () => {
    engine.start();
    child(0).emit('exit', 1);
    await started(2);
    child(1).emit('exit', 1);
    await started(3);
    expect(unavailable).toEqual([]);
    child(2).emit('exit', 1);
    expect(unavailable).toMatchObject([{ code: 'engine-keeps-ending' }]);
    const given: string[] = [];
    engine.requestPort((port) => given.push(port.name));
    engine.start();
    expect(given).toEqual(['window 1']);
  });

  it('does not try a catalogue again that can’t be opened, and passes the reason on', () => {
    const failure = { code: 'catalogue-newer', message: 'It is of a newer version.', nextStep: 'Install that.' };
    engine.start();
    child(0).emit('message', { kind: 'refused', failure });
    expect(child(0).killed).toBe(true);
    child(0).emit('exit', 15);
    expect(unavailable).toEqual([failure]);
    expect(children).toHaveLength(1);
  });

  it('reads only messages that it knows', () => {
    engine.start();
    const received: unknown[] = [];
    engine.onMessage((message) => received.push(message));
    child(0).emit('message', { kind: 'media-end', id: 'one', complete: true });
    child(0).emit('message', { kind: 'format-disk' });
    child(0).emit('message', null);
    const known = { kind: 'media-end', id: 1, complete: true };
    child(0).emit('message', known);
    expect(received).toEqual([known]);
  });

  it('lets the engine close its catalogue before the program ends', async () => {
    engine.start();
    const closed = engine.close();
    expect(child(0).posted).toEqual([{ kind: 'close' }]);
    child(0).emit('exit', 0);
    await closed;
    engine.start();
    expect(children).toHaveLength(1);
  });
});

describe('a request for media', () => {
  const request = { method: 'GET', path: '/audio/1', range: null, ifRange: null };
  const head = { kind: 'media-head', id: 1, status: 200, headers: { 'content-type': 'audio/wav' }, hasBody: true };

  it('is read on as far as somebody takes it', async () => {
    const requests = new EngineRequests(engine);
    engine.start();
    const asked = requests.media(request);
    child(0).emit('message', head);
    const reader = (await asked).body?.getReader();
    const asksForMore = () => new Promise((resolve) => setImmediate(resolve));
    await asksForMore();
    expect(child(0).posted.map(({ kind }) => kind)).toEqual(['media', 'media-more']);
    child(0).emit('message', { kind: 'media-piece', id: 1, bytes: new Uint8Array([1, 2]) });
    expect(await reader?.read()).toEqual({ done: false, value: new Uint8Array([1, 2]) });
    await asksForMore();
    child(0).emit('message', { kind: 'media-end', id: 1, complete: true });
    expect(await reader?.read()).toMatchObject({ done: true });
  });

  it('is given up when the page goes away', async () => {
    const requests = new EngineRequests(engine);
    engine.start();
    const asked = requests.media(request);
    child(0).emit('message', head);
    await (await asked).body?.cancel();
    expect(child(0).posted.at(-1)).toEqual({ kind: 'media-stop', id: 1 });
  });

  it('ends when the engine does', async () => {
    const requests = new EngineRequests(engine);
    expect((await requests.media(request)).status).toBe(503);
    engine.start();
    const unanswered = requests.media(request);
    const halfway = requests.media(request);
    child(0).emit('message', { ...head, id: 3 });
    const body = (await halfway).arrayBuffer();
    const sound = requests.findSound(1);
    child(0).emit('exit', 1);
    expect((await unanswered).status).toBe(503);
    await expect(body).rejects.toThrow();
    expect(await sound).toBeNull();
  });
});
