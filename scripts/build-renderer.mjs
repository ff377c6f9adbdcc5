/** Bundles the window: index.html with hashed files beside it, nothing inline, so that a strict content policy holds. */
import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { build } from 'esbuild';

/**
 * What a browser fetches before the first screen is there: scripts and what they import at once, styles, one typeface.
 *
 * @param {Record<string, import('esbuild').Metafile['outputs'][string]>} outputs
 * @param {string} folder
 * @returns {number} bytes, compressed as the text they are
 */
function firstScreenBytes(outputs, folder) {
  const byName = new Map(Object.entries(outputs).map(([file, facts]) => [path.basename(file), facts]));
  const needed = new Set();
  const need = (name) => {
    const facts = byName.get(name);
    if (facts === undefined || needed.has(name)) return;
    needed.add(name);
    for (const { path: file, kind } of facts.imports) if (kind === 'import-statement') need(path.basename(file));
  };
  for (const name of byName.keys()) {
    if (/^main-.*\.(js|css)$/u.test(name) || /^inter-latin-wght-normal/u.test(name)) need(name);
  }
  return [...needed].reduce((sum, name) => {
    const bytes = fs.readFileSync(path.join(folder, name));
    return sum + (name.endsWith('.woff2') ? bytes.length : zlib.gzipSync(bytes).length);
  }, 0);
}

/**
 * @param {string} root the project's folder
 * @param {string} outputFolder emptied first
 * @returns what was read for it
 */
export async function buildRenderer(root, outputFolder) {
  const source = path.join(root, 'src-renderer');
  fs.rmSync(outputFolder, { recursive: true, force: true });
  const { metafile } = await build({
    entryPoints: {
      main: path.join(source, 'main.tsx'),
      'map-worker': path.join(source, 'features', 'map', 'map-worker.ts'),
      'draw-worker': path.join(source, 'features', 'map', 'draw-worker.ts'),
    },
    absWorkingDir: root,
    outdir: outputFolder,
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.worklet.js': 'file' },
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
  const mapWorker = nameOf(([, { entryPoint }]) => entryPoint?.endsWith('map-worker.ts'));
  const drawWorker = nameOf(([, { entryPoint }]) => entryPoint?.endsWith('draw-worker.ts'));
  const styles = nameOf(([file]) => /main-[^/]*\.css$/u.test(file));
  const firstScreen = firstScreenBytes(metafile.outputs, outputFolder);
  console.log(`First screen: ${(firstScreen / 1e6).toFixed(2)} MB compressed.`);
  const page = fs.readFileSync(path.join(source, 'index.html'), 'utf8');
  fs.writeFileSync(
    path.join(outputFolder, 'index.html'),
    page
      .replace('%SCRIPT%', script)
      .replace('%STYLES%', styles)
      .replace('%MAP_WORKER%', mapWorker)
      .replace('%DRAW_WORKER%', drawWorker),
  );
  return { metafile };
}
