/** Writes the model files into a folder (default: dist/models/aisfx of the repository) and returns it. */
export function buildModels(outDir?: string): string;
