/** Runs the end-to-end tests and counts them. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { prepareChromium } from './chromium.mjs';
import { reportFailure } from './failures.mjs';

const CONFIGURATION = path.join('e2e', 'playwright.config.ts');

/**
 * @param {string} root the project's folder
 * @param {string} node the Node executable to run with
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ passed: number, failed: number }>}
 */
export async function runEndToEnd(root, node, environment) {
  if (!fs.existsSync(path.join(root, CONFIGURATION))) {
    process.stdout.write(`There is no ${CONFIGURATION}: no end-to-end tests were run.\n`);
    return { passed: 0, failed: 0 };
  }
  let chromium;
  try {
    chromium = await prepareChromium(root);
  } catch (error) {
    reportFailure(error);
    return { passed: 0, failed: 1 };
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sonotheque-e2e-'));
  const report = path.join(folder, 'report.json');
  try {
    const { status } = spawnSync(
      node,
      [
        path.join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
        ...['test', '--config', CONFIGURATION, '--project', 'web', '--reporter', 'list,json'],
      ],
      {
        cwd: root,
        stdio: 'inherit',
        env: { ...environment, SONOTHEQUE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report },
      },
    );
    return countTests(fs.existsSync(report) ? fs.readFileSync(report, 'utf8') : null, status === 0);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Counts of a Playwright report. A run that broke outside any test must not look green: it counts as one failed test.
 * @param {string | null} report its JSON, null where none was written
 * @param {boolean} ok whether the run ended well
 * @returns {{ passed: number, failed: number }}
 */
export function countTests(report, ok) {
  try {
    const { expected, flaky, unexpected } = JSON.parse(report ?? '').stats;
    return { passed: expected + flaky, failed: unexpected || (ok ? 0 : 1) };
  } catch {
    return { passed: 0, failed: 1 };
  }
}
