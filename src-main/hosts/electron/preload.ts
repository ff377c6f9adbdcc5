/** Runs before the page, isolated from it, and gives it what `WindowHost` names. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ENGINE_PORT_MESSAGE, type MenuCommand, type WindowHost } from '../../../src-shared/contract/window-host.ts';
import { channels } from './channels.ts';

// The bridge carries no ports; a message of the window to itself does.
ipcRenderer.on(channels.enginePort, (event) => {
  window.postMessage(ENGINE_PORT_MESSAGE, window.location.origin, event.ports);
});

const host: WindowHost = {
  kind: 'electron',
  requestEnginePort: () => ipcRenderer.send(channels.enginePort),
  chooseFolders: (purpose) => ipcRenderer.invoke(channels.chooseFolders, purpose ?? 'add'),
  openCatalogue: () => ipcRenderer.invoke(channels.openCatalogue),
  revealSound: (soundId) => ipcRenderer.invoke(channels.revealSound, soundId),
  revealSent: (sendId, place) => ipcRenderer.invoke(channels.revealSent, sendId, place),
  copySoundPath: (soundId) => ipcRenderer.invoke(channels.copySoundPath, soundId),
  dragOut: (soundId, region) => ipcRenderer.invoke(channels.dragOut, soundId, region ?? null),
  saveList: (name, text) => ipcRenderer.invoke(channels.saveList, name, text),
  // Only here can a dropped file be asked where it lies; a page can't make such a file up.
  pathsOfDropped: (files) => files.map((file) => webUtils.getPathForFile(file)).filter((path) => path !== ''),
  checkForUpdates: () => ipcRenderer.invoke(channels.checkForUpdates),
  onMenuCommand: (listener) => {
    const pass = (_event: object, command: MenuCommand) => listener(command);
    ipcRenderer.on(channels.menuCommand, pass);
    return () => ipcRenderer.off(channels.menuCommand, pass);
  },
};
contextBridge.exposeInMainWorld('sonotheque', host);
