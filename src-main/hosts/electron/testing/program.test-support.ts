import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createORPCClient } from '@orpc/client';
import { build } from 'esbuild';
import { linkOver } from '../../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../../src-shared/contract/contract.ts';
import type { MessageLine } from '../../../../src-shared/contract/message-line.ts';
import { ENGINE_PORT_MESSAGE, type WindowHost } from '../../../../src-shared/contract/window-host.ts';
import { runMain } from '../run-main.ts';
import { StandInDesktop, StandInElectron } from './electron-stand-in.ts';
import type { StandInRendererPort } from './port-ends.ts';
import type { StandInPage, StandInWindow } from './stand-in-page.ts';

const here = import.meta.dirname;

/** A machine with the program on it, which can be started as often as a test needs. */
export class InstalledProgram {
  readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-electron-'));
  readonly desktop = new StandInDesktop();
  readonly starts: StandInElectron[] = [];
  /** Catalogues that the program was started again for. */
  readonly startedOthers: string[] = [];
  /** How often the program went to the net. */
  updateChecks = 0;

  get catalogue(): string {
    return path.join(this.folder, 'try.sonotheque');
  }

  /** Builds the preload script and a page. */
  async install(): Promise<void> {
    await build({
      entryPoints: [path.join(here, '..', 'preload.ts')],
      outfile: this.#preload,
      bundle: true,
      format: 'cjs',
      platform: 'browser',
      external: ['electron'],
    });
    fs.mkdirSync(path.join(this.#renderer, 'assets'), { recursive: true });
    fs.writeFileSync(path.join(this.#renderer, 'index.html'), '<!doctype html><title>Sonotheque</title>');
    fs.writeFileSync(path.join(this.#renderer, 'assets', 'main.js'), 'export {};');
  }

  /** @param engine its entry, where another than the product's is to run */
  async start(
    engine = path.join(here, '..', 'engine-process.ts'),
    catalogue = this.catalogue,
  ): Promise<StandInElectron> {
    return this.startWith(engine, ['--some-switch-of-chromium', '--catalogue', catalogue]);
  }

  /** @param prepare before the main process begins */
  async startWith(
    engine: string,
    arguments_: readonly string[],
    prepare: (electron: StandInElectron) => void = () => {},
  ): Promise<StandInElectron> {
    const electron = new StandInElectron(path.join(this.folder, 'app-data'), this.desktop);
    this.starts.push(electron);
    prepare(electron);
    await runMain(electron.api, {
      arguments: arguments_,
      platform: 'linux',
      preload: this.#preload,
      engine,
      renderer: this.#renderer,
      dragIcon: path.join(this.folder, 'drag.png'),
      licences: path.join(this.folder, 'LICENSES.txt'),
      checkForUpdates: async () => {
        this.updateChecks += 1;
        return { kind: 'newest', version: '0.1.0' };
      },
      startAnother: (catalogue) => this.startedOthers.push(catalogue),
      restartDelaysMilliseconds: [0, 10, 20],
    });
    return electron;
  }

  async remove(): Promise<void> {
    for (const electron of this.starts) {
      electron.quit();
      await electron.hasEnded;
    }
    fs.rmSync(this.folder, { recursive: true });
  }

  get #preload(): string {
    return path.join(this.folder, 'preload.cjs');
  }

  get #renderer(): string {
    return path.join(this.folder, 'renderer');
  }
}

/** The window that is open, once its page is there. */
export async function openedWindow(electron: StandInElectron): Promise<StandInWindow> {
  const window = electron.windows.at(-1);
  if (window === undefined) throw new Error('no window was opened');
  await window.webContents.loaded;
  return window;
}

export function hostOf(page: StandInPage): WindowHost {
  return (page.mainWorld as unknown as { readonly sonotheque: WindowHost }).sonotheque;
}

/** Asks as the page does, and waits for the port. */
export function askForPort(page: StandInPage): Promise<StandInRendererPort> {
  return new Promise((resolve) => {
    page.mainWorld.addEventListener(
      'message',
      (event) => {
        const { data, ports } = event as unknown as { data: unknown; ports: StandInRendererPort[] };
        const [port] = ports;
        if (data === ENGINE_PORT_MESSAGE && port !== undefined) resolve(port);
      },
      { once: true },
    );
    hostOf(page).requestEnginePort();
  });
}

/** The engine's client over a page's port. */
export function clientOver(port: StandInRendererPort): EngineClient {
  return createORPCClient(linkOver(rendererLine(port)));
}

export function rendererLine(port: StandInRendererPort): MessageLine {
  return {
    send: async (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event) => listener((event as MessageEvent).data));
      port.start();
    },
    onClose: (listener) => port.addEventListener('close', listener),
    close: () => port.close(),
  };
}
