import { expect, test } from './fixtures.ts';

const MOST_BYTES = 1_500_000;

/** Needs no compression by the host: what travels uncompressed is the upper bound of what would. */
test('the first screen takes less than 1.5 MB, and nothing in it is inline', async ({ window }) => {
  await expect(window.getByRole('heading', { name: 'Sonotheque' })).toBeVisible();
  const { bytes, inline } = await window.evaluate(() => ({
    bytes: performance
      .getEntriesByType('resource')
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0),
    inline: document.querySelectorAll('style, script:not([src])').length,
  }));
  console.log(`first screen: ${(bytes / 1e6).toFixed(2)} MB as the host sends it`);
  expect(bytes).toBeLessThan(MOST_BYTES);
  expect(inline).toBe(0);
});
