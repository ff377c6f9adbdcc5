import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';

const installed = [
  process.env.SONOTHEQUE_CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
].find((file) => file !== undefined && fs.existsSync(file));
const isRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: '.',
  outputDir: path.join(os.tmpdir(), 'sonotheque-e2e'),
  workers: 2,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  projects: [
    {
      name: 'web',
      testDir: './web',
      use: {
        viewport: { width: 1280, height: 800 },
        colorScheme: 'dark',
        trace: 'retain-on-failure',
        launchOptions: {
          // Chromium's sandbox refuses to run as root; sounds must be heard without a click first.
          // The map is drawn by WebGL, which machines without a graphics card have in software only.
          args: [
            ...(isRoot ? ['--no-sandbox'] : []),
            '--autoplay-policy=no-user-gesture-required',
            '--use-angle=swiftshader',
            '--enable-unsafe-swiftshader',
          ],
          ...(installed === undefined ? {} : { executablePath: installed }),
        },
      },
    },
  ],
});
