/**
 * `npm test`: sets up what is missing, runs every check, ends with `N passed, N failed`.
 * `npm run check`: without the crash tests and journeys, quick enough to run before each commit.
 * `npm test -- some/folder`: of the tests only those of Vitest below it.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { runEndToEnd } from './setup/end-to-end.mjs';
import { reportFailure } from './setup/failures.mjs';
import { prepare, root } from './setup/prepare.mjs';

let node;
try {
  node = await prepare();
} catch (error) {
  reportFailure(error);
  process.stdout.write('0 passed, 1 failed\n');
  process.exit(1);
}

const tool = (name, file) => path.join(root, 'node_modules', name, file);
const environment = { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH}` };
const runNode = (args) => spawnSync(node, args, { cwd: root, stdio: 'inherit', env: environment }).status === 0;

let passed = 0;
let failed = 0;

const checks = [
  ['types', () => runNode([tool('typescript', 'bin/tsc'), '-p', '.'])],
  ['lint and format', () => runNode([tool('@biomejs/biome', 'bin/biome'), 'check', '--error-on-warnings'])],
  [
    'import boundaries',
    () =>
      runNode([
        tool('dependency-cruiser', 'bin/dependency-cruiser.mjs'),
        ...[
          '--config',
          '.dependency-cruiser.mjs',
          '--output-type',
          'err',
          'src-main',
          'src-shared',
          'src-renderer',
          'bench',
          'e2e',
        ],
      ]),
  ],
  ['unused exports and dependencies', () => runNode([tool('knip', 'bin/knip.js'), '--no-progress'])],
  ['licences of what is packed', () => runNode([path.join(root, 'scripts', 'check-licences.ts')])],
];

for (const [name, check] of checks) {
  const ok = check();
  process.stdout.write(`${ok ? '✓' : '✗'} ${name}\n`);
  if (ok) passed += 1;
  else failed += 1;
}

const quick = process.argv.includes('--quick');
const named = process.argv.slice(2).filter((argument) => argument !== '--quick');
const report = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-test-')), 'report.json');
const ok = runNode([
  tool('vitest', 'vitest.mjs'),
  ...['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
  ...(quick ? ['--project', 'unit'] : []),
  ...named,
]);
const counts = readCounts();
passed += counts.passed;
// A run that broke outside any test (a file that doesn't load) must not look green.
failed += counts.failed || (ok ? 0 : 1);

// Who names a folder wants just these tests.
if (!quick && named.length === 0) {
  const endToEnd = await runEndToEnd(root, node, environment);
  passed += endToEnd.passed;
  failed += endToEnd.failed;
}

process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);

function readCounts() {
  try {
    const { numPassedTests, numFailedTests } = JSON.parse(fs.readFileSync(report, 'utf8'));
    return { passed: numPassedTests, failed: numFailedTests };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    fs.rmSync(path.dirname(report), { recursive: true, force: true });
  }
}
