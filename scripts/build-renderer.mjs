/** Bundles the window: index.html with hashed files beside it, nothing inline, so that a strict content policy holds. */
import fs from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * @param {string} root the project's folder
 * @param {string} outputFolder emptied first
 * @returns what was read for it
 */
export async function buildRenderer(root, outputFolder) {
  const source = path.join(root, 'src-renderer');
  fs.rmSync(outputFolder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: { main: path.join(source, 'main.tsx') },
    absWorkingDir: root,
    outdir: outputFolder,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file' },
    splitting: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'chrome123',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'linked',
    metafile: true,
    logLevel: 'warning',
  });
  const files = Object.entries(metafile.outputs);
  const nameOf = (matches) => path.basename(files.find(matches)?.[0] ?? '');
  const script = nameOf(([, { entryPoint }]) => entryPoint?.endsWith('main.tsx'));
  const styles = nameOf(([file]) => /main-[^/]*\.css$/u.test(file));
  const page = fs.readFileSync(path.join(source, 'index.html'), 'utf8');
  fs.writeFileSync(path.join(outputFolder, 'index.html'), page.replace('%SCRIPT%', script).replace('%STYLES%', styles));
  return { metafile };
}
