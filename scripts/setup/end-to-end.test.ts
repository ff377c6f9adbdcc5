import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(path.join(os.tmpdir(), 'sonotheque-browsers-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Scripts are no TypeScript: they are tried as they run, in a process of their own. */
function evaluate(script: string, expression: string, environment: Record<string, string> = {}): unknown {
  const module = pathToFileURL(path.join(import.meta.dirname, script)).href;
  const code = `import * as script from ${JSON.stringify(module)}; console.log(JSON.stringify(await (${expression})));`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) || JSON.stringify(stderr));
}

function program(name: string, content = '#!/bin/sh\n'): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  chmodSync(file, 0o755);
  return file;
}

describe.runIf(process.platform !== 'win32')('the browser for the end-to-end tests', () => {
  const find = (environment: Record<string, string>) =>
    evaluate('chromium.mjs', `script.findChromium(${JSON.stringify(environment)}, 'linux')`);

  it('is the one that is named, even where another is on the path', () => {
    const onPath = program('bin/chromium');
    const named = program('named');
    expect(find({ PATH: `${folder}/bin` })).toBe(onPath);
    expect(find({ PATH: `${folder}/bin`, SONOTHEQUE_CHROMIUM: named })).toBe(named);
    expect(find({ PATH: `${folder}/bin`, SONOTHEQUE_CHROMIUM: '/nowhere' })).toBeNull();
  });

  it('is no snap and no script that asks for one', () => {
    program('ubuntu/chromium-browser', '#!/bin/sh\nexec /snap/bin/chromium "$@"\n');
    mkdirSync(path.join(folder, 'snaps'));
    symlinkSync(program('store/snap'), path.join(folder, 'snaps/chromium'));
    expect(find({ PATH: `${folder}/ubuntu:${folder}/snaps` })).toBeNull();
  });

  it('is missed in one sentence with a next step where a wrong one is named', () => {
    const failure = evaluate(
      'chromium.mjs',
      `script.prepareChromium('/').catch(({ step, what, next }) => ({ step, what, next }))`,
      { SONOTHEQUE_CHROMIUM: '/nowhere', PLAYWRIGHT_BROWSERS_PATH: folder },
    );
    expect(failure).toEqual({
      step: 'Bringing Chromium for the tests',
      what: 'There is no program at /nowhere.',
      next: 'Correct or remove the environment variable SONOTHEQUE_CHROMIUM, then run `npm test` again.',
    });
  });
});

describe('the count of end-to-end tests', () => {
  const count = (report: string | null, ok: boolean) =>
    evaluate('end-to-end.mjs', `script.countTests(${JSON.stringify(report)}, ${ok})`);

  it('is what the report says; a test that passed the second time has passed', () => {
    const stats = { expected: 4, flaky: 1, unexpected: 2, skipped: 3 };
    expect(count(JSON.stringify({ stats }), false)).toEqual({ passed: 5, failed: 2 });
  });

  it('has a failed one where the run broke outside any test', () => {
    const stats = { expected: 4, flaky: 0, unexpected: 0, skipped: 0 };
    expect(count(JSON.stringify({ stats }), false)).toEqual({ passed: 4, failed: 1 });
    expect(count(null, true)).toEqual({ passed: 0, failed: 1 });
    expect(count('{', true)).toEqual({ passed: 0, failed: 1 });
  });

  it('is nothing while there are none', () => {
    expect(evaluate('end-to-end.mjs', `script.runEndToEnd(${JSON.stringify(folder)}, 'node', {})`)).toEqual({
      passed: 0,
      failed: 0,
    });
  });
});
