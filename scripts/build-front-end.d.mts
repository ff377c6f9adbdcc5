/** Compiles the WebAssembly front end from AssemblyScript into a file. */
export function buildFrontEnd(outFile: string): Promise<void>;
