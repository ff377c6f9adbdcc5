/** Messages between the preload script and the main process. */
export const channels = {
  /** Renderer asks with it, main answers with a port. */
  enginePort: 'sonotheque:engine-port',
  chooseFolders: 'sonotheque:choose-folders',
  openCatalogue: 'sonotheque:open-catalogue',
  revealSound: 'sonotheque:reveal-sound',
  revealSent: 'sonotheque:reveal-sent',
  copySoundPath: 'sonotheque:copy-sound-path',
  checkForUpdates: 'sonotheque:check-for-updates',
  saveList: 'sonotheque:save-list',
  dragOut: 'sonotheque:drag-out',
  /** Main names a command that was chosen in the menu. */
  menuCommand: 'sonotheque:menu-command',
} as const;
