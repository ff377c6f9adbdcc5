import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/** One system on one processor, as Node names them. */
export type Target = { readonly platform: 'darwin' | 'linux' | 'win32'; readonly arch: 'arm64' | 'x64' };

/** @throws Error naming what can be packed for, where it is something else */
export function parseTarget(platform: string, arch: string): Target {
  if (platform !== 'darwin' && platform !== 'linux' && platform !== 'win32') {
    throw new Error(`There are no packages for ${platform}: name darwin, linux or win32.`);
  }
  if (arch !== 'arm64' && arch !== 'x64') throw new Error(`There are no packages for ${arch}: name arm64 or x64.`);
  return { platform, arch };
}

/** What the bundles leave outside, as they ask for it: `scripts/build.mjs` names the packages. */
const ASKED_FOR = `
  import 'node-av/lib';
  import 'node-av/constants';
  import 'better-sqlite3';
  import 'onnxruntime-node';
  require('@tensorflow/tfjs-core');
  require('@tensorflow/tfjs-layers');
  require('@tensorflow/tfjs-backend-cpu');
  require('@tensorflow/tfjs-backend-wasm');
  import 'webgpu';
  require('@tensorflow/tfjs-backend-webgpu');
`;

/**
 * Every script that the packages outside the bundles can load, found by following their imports, with the package.json of
 * each folder on the way.
 *
 * @returns paths relative to the root, with `/`
 */
export async function runtimeScripts(root: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: ASKED_FOR, resolveDir: root, loader: 'js' },
    absWorkingDir: root,
    // A linked node_modules stays below the root by name.
    preserveSymlinks: true,
    bundle: true,
    platform: 'node',
    format: 'esm',
    write: false,
    metafile: true,
    outdir: path.join(root, 'dist'),
    loader: { '.node': 'empty' },
    logLevel: 'error',
  });
  const scripts = Object.keys(metafile.inputs).filter(
    (file) => file.startsWith('node_modules/') && !file.endsWith('.node'),
  );
  const facts = new Set<string>();
  for (const file of scripts) {
    for (let folder = path.posix.dirname(file); folder !== 'node_modules'; folder = path.posix.dirname(folder)) {
      const facet = `${folder}/package.json`;
      if (fs.existsSync(path.join(root, facet))) facts.add(facet);
    }
  }
  return [...new Set([...scripts, ...facts])].sort();
}

/** The package of FFmpeg for a target. */
export function decoderPackage({ platform, arch }: Target): string {
  return `@seydx/node-av-${platform}-${arch}${platform === 'win32' ? '-msvc' : ''}`;
}

/**
 * Native libraries and WebAssembly of a target. ONNX Runtime brings none for macOS on Intel: TensorFlow.js listens there.
 * On Windows Microsoft's closed libraries beside it and beside WebGPU's (DirectML, dxcompiler, dxil, d3dcompiler) stay out:
 * their terms don't fit the GPL, ONNX Runtime loads DirectML only when asked to use it, and the system has its own compiler.
 *
 * @returns files relative to the root, with `/`
 */
export function nativeParts(target: Target): readonly string[] {
  const { platform, arch } = target;
  const decoder = `node_modules/${decoderPackage(target)}`;
  const onnxRuntime = `node_modules/onnxruntime-node/bin/napi-v6/${platform}/${arch}`;
  const wasm = 'node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm';
  const library = { darwin: 'libonnxruntime.1.dylib', linux: 'libonnxruntime.so.1', win32: 'onnxruntime.dll' }[
    platform
  ];
  const withOnnxRuntime = platform !== 'darwin' || arch === 'arm64';
  return [
    ...[`${decoder}/package.json`, `${decoder}/node-av.node`],
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
    ...(withOnnxRuntime ? [`${onnxRuntime}/onnxruntime_binding.node`, `${onnxRuntime}/${library}`] : []),
    `node_modules/webgpu/dist/${platform}-${platform === 'darwin' ? 'universal' : arch}/dawn.node`,
    ...[`${wasm}.wasm`, `${wasm}-simd.wasm`, `${wasm}-threaded-simd.wasm`],
  ];
}

/** The folder of the package that a file below node_modules belongs to; null for files of our own. */
export function packageFolderOf(file: string): string | null {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(file)?.[0] ?? null;
}
