/** Compiles the WebAssembly scoring of sounds from AssemblyScript into a file. */
export function buildScoreSounds(outFile: string): Promise<void>;
