/** Messages between the preload script and the main process. */
export const channels = {
  /** Renderer asks with it, main answers with a port. */
  enginePort: 'sonotheque:engine-port',
  chooseFolders: 'sonotheque:choose-folders',
  revealSound: 'sonotheque:reveal-sound',
} as const;
