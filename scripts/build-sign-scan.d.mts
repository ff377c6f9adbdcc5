/** Compiles the WebAssembly scan of sign bits from AssemblyScript into a file. */
export function buildSignScan(outFile: string): Promise<void>;
