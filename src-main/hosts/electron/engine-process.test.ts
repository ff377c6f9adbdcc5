import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectToEngine } from '../../../src-renderer/app/engine/engine-client.ts';
import { APP_ORIGIN } from './app-origin.ts';
import type { StandInElectron } from './testing/electron-stand-in.ts';
import { askForPort, clientOver, hostOf, InstalledProgram, openedWindow } from './testing/program.test-support.ts';
import type { StandInPage } from './testing/stand-in-page.ts';

const starterSounds = path.resolve('e2e/starter-sounds');

let program: InstalledProgram;
let electron: StandInElectron;
let page: StandInPage;
beforeEach(async () => {
  program = new InstalledProgram();
  await program.install();
  electron = await program.start();
  page = (await openedWindow(electron)).webContents.page;
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await program.remove();
});

describe('a window and the engine process', () => {
  it('talk over a port of their own', async () => {
    const client = clientOver(await askForPort(page));
    const facts = await client.app.facts();
    expect(facts.catalogue).toBe(program.catalogue);
    expect(facts.processId).toBe(electron.engines[0]?.pid);
    expect(facts.processId).not.toBe(process.pid);
  });

  it('add a folder, follow the job, and play what is there', async () => {
    const client = clientOver(await askForPort(page));
    const job = await client.libraries.index({ folders: [starterSounds] });
    let last: string | null = null;
    for await (const event of await client.jobs.follow({ id: job.id })) {
      if (event.kind === 'job') last = event.job.state;
    }
    expect(last).toBe('done');
    const { id, count } = await client.sounds.query({ sort: { by: 'name' } });
    expect(count).toBe(14);
    const [sound] = await client.sounds.page({ resultSetId: id, offset: 0, limit: 1 });
    if (sound === undefined) throw new Error('no sound');

    // Bytes over the port, whole.
    const peaks = await client.sounds.peaks({ id: sound.id });
    const overPort = new Uint8Array((await peaks?.arrayBuffer()) ?? new ArrayBuffer(0));
    expect(overPort.length).toBeGreaterThan(100);
    const overScheme = await electron.fetch(`${APP_ORIGIN}/peaks/${sound.id}`);
    expect(new Uint8Array(await overScheme.arrayBuffer())).toEqual(overPort);

    const whole = await electron.fetch(`${APP_ORIGIN}/audio/${sound.id}`);
    const bytes = new Uint8Array(await whole.arrayBuffer());
    expect(whole.headers.get('content-length')).toBe(String(bytes.length));
    expect(whole.headers.get('content-security-policy')).toContain("default-src 'none'");
    const part = await electron.fetch(`${APP_ORIGIN}/audio/${sound.id}`, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${bytes.length}`);
    expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(10, 20));
    expect((await electron.fetch(`${APP_ORIGIN}/audio/999999`)).status).toBe(404);

    await hostOf(page).revealSound(sound.id);
    expect(electron.shownFiles).toEqual([sound.path]);
    await hostOf(page).copySoundPath(sound.id);
    expect(electron.clipboardText).toBe(sound.path);
    const sending = await client.session.send({ sounds: [{ id: sound.id }], folder: program.folder });
    for await (const event of sending) {
      if (event.kind === 'ended') await hostOf(page).revealSent(event.send.id, 0);
    }
    expect(electron.shownFiles.slice(1)).toEqual([path.join(program.folder, path.basename(sound.path))]);
    expect(await hostOf(page).dragOut(sound.id)).toBe(true);
    expect(await hostOf(page).dragOut(999_999)).toBe(false);
    const region = { startSeconds: 0.5, endSeconds: 0.75, handlesSeconds: 0.125 };
    expect(await hostOf(page).dragOut(sound.id, region)).toBe(true);
    const [draggedSound, draggedPart] = electron.windows[0]?.webContents.drags ?? [];
    expect(draggedSound).toEqual({ file: sound.path, icon: path.join(program.folder, 'drag.png') });
    const dragged = fs.readFileSync(draggedPart?.file ?? '');
    const bytesASecond = dragged.readUInt32LE(28);
    expect(dragged.readUInt32LE(dragged.indexOf('data') + 4) / bytesASecond).toBeCloseTo(0.5, 3);
    expect(dragged.readUInt32LE(24)).toBe(sound.format?.sampleRateHz);
  });

  it('find each other again after the engine process was killed', async () => {
    const port = await askForPort(page);
    const client = clientOver(port);
    const { processId } = await client.app.facts();
    const lost = new Promise((resolve) => port.addEventListener('close', resolve));
    process.kill(processId, 'SIGKILL');
    await lost;
    const again = await clientOver(await askForPort(page)).app.facts();
    expect(again.processId).not.toBe(processId);
    expect(again.catalogue).toBe(program.catalogue);
    expect(electron.messageBoxes).toEqual([]);
  });

  it('go on by themselves: the page’s own client finds the next engine', async () => {
    vi.stubGlobal('window', page.mainWorld);
    const states: string[] = [];
    const client = connectToEngine((state) => states.push(state));
    const { processId } = await client.app.facts();
    process.kill(processId, 'SIGKILL');
    await vi.waitUntil(() => states.includes('lost'), 20_000);
    expect((await client.app.facts()).processId).not.toBe(processId);
    expect(states.at(-1)).toBe('connected');
  });

  it('say in plain words why a catalogue can’t be opened, once', async () => {
    const folder = path.join(program.folder, 'folder.sonotheque');
    fs.mkdirSync(folder);
    const other = await program.start(undefined, folder);
    await vi.waitUntil(() => other.messageBoxes.length > 0, { timeout: 20_000 });
    expect(other.messageBoxes).toHaveLength(1);
    expect(other.messageBoxes[0]).toMatchObject({ type: 'error', buttons: ['Try again', 'Quit'] });
    expect(other.messageBoxes[0]?.message).toMatch(/catalogue/i);
    await other.hasEnded;
    expect(other.engines).toHaveLength(1);
  });

  it('part in order when the program ends', async () => {
    await clientOver(await askForPort(page)).app.facts();
    const exit = new Promise((resolve) => electron.engines[0]?.on('exit', resolve));
    electron.quit();
    expect(await exit).toBe(0);
    await electron.hasEnded;
  });
});
