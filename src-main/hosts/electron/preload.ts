/** Runs before the page, isolated from it, and gives it what `WindowHost` names. */
import { contextBridge, ipcRenderer } from 'electron';
import { ENGINE_PORT_MESSAGE, type WindowHost } from '../../../src-shared/contract/window-host.ts';
import { channels } from './channels.ts';

// The bridge carries no ports; a message of the window to itself does.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports);
});

const host: WindowHost = {
  kind: 'electron',
  requestEnginePort: () => ipcRenderer.send(channels.enginePort),
  chooseFolders: () => ipcRenderer.invoke(channels.chooseFolders),
  revealSound: (soundId) => ipcRenderer.invoke(channels.revealSound, soundId),
};
contextBridge.exposeInMainWorld('sonotheque', host);
