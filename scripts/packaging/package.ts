/**
 * npm run package: the packages of this machine's system and processor in .package/out. `-- --arch arm64` names another
 * processor (its packages must be installed); what follows `--` once more goes to electron-builder.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installPackager, runPackager } from './run-packager.ts';
import { parseTarget } from './runtime-closure.ts';
import { stageApp } from './stage-app.ts';

const root = path.join(import.meta.dirname, '..', '..');
const { values, positionals } = parseArgs({
  options: { platform: { type: 'string', default: process.platform }, arch: { type: 'string', default: process.arch } },
  allowPositionals: true,
});
const target = parseTarget(values.platform, values.arch);
await stageApp(root, target, path.join(root, '.package', 'app'));
installPackager(root);
fs.rmSync(path.join(root, '.package', 'out'), { recursive: true, force: true });
runPackager(root, target, positionals);
