/** Runs one of the project's scripts with the product's Node, after setting up what is missing. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { reportFailure } from './setup/failures.mjs';
import { prepare, root } from './setup/prepare.mjs';

/** A fault of V8 with protection keys ends processes whose threads come and go (nodejs/node#64500). */
const NODE_FLAGS = ['--no-memory-protection-keys'];

const [script, ...args] = process.argv.slice(2);
try {
  const node = await prepare();
  const { status } = spawnSync(node, [...NODE_FLAGS, path.join(root, script ?? ''), ...args], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
}
