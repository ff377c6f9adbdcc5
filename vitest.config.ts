import { defineConfig } from 'vitest/config';

const tests = ['src-*/**/*.test.ts', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'];
const crashTests = ['src-main/**/kills*.test.ts', 'src-main/hosts/connection/races.test.ts'];

export default defineConfig({
  test: {
    pool: 'forks',
    // A fault of V8 with protection keys ends processes whose threads come and go (nodejs/node#64500).
    execArgv: ['--no-memory-protection-keys'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: tests, exclude: crashTests, sequence: { groupOrder: 0 } } },
      // After the others: they want the machine for themselves, for minutes.
      { extends: true, test: { name: 'crash', include: crashTests, sequence: { groupOrder: 1 } } },
    ],
  },
});
