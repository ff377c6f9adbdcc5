import path from 'node:path';
import { defineConfig } from 'vitest/config';

const tests = ['src-*/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'];
const crashTests = ['src-main/**/kills*.test.ts', 'src-main/hosts/connection/races.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // A fault of V8 ends processes whose threads come and go with WebAssembly in them (nodejs/node#64500). Node strips
    // types by WebAssembly: a thread that finds its modules in the cache needs none, and starts in half the time.
    execArgv: ['--no-memory-protection-keys'],
    env: { NODE_COMPILE_CACHE: path.resolve('node_modules', '.cache', 'compiled') },
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: tests, exclude: crashTests, sequence: { groupOrder: 0 } } },
      // After the others: they want the machine for themselves, for minutes.
      { extends: true, test: { name: 'crash', include: crashTests, sequence: { groupOrder: 1 } } },
    ],
  },
});
