import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';

const MOST_BYTES = 1_500_000;

test('the first screen takes less than 1.5 MB compressed, and nothing in it is inline', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Sonotheque' })).toBeVisible();
  const { addresses, inline } = await window.evaluate(() => ({
    addresses: performance.getEntriesByType('resource').map(({ name }) => name),
    inline: document.querySelectorAll('style, script:not([src])').length,
  }));
  const answers = await Promise.all(addresses.map((address) => window.request.get(address)));
  const bodies = await Promise.all(answers.filter((answer) => answer.ok()).map((answer) => answer.body()));
  expect(bodies.length).toBeGreaterThan(2);
  const bytes = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`first screen: ${(bytes / 1e6).toFixed(2)} MB compressed`);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(inline).toBe(0);
});
