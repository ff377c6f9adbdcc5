/** What auditioning leaves behind. */
import { expect, test } from '@playwright/test';
import { startFakeHost } from '../fake/fake-host.ts';

const SOUNDS = 200;
const WARM_UP_SOUNDS = 60;
const GROWTH_BOUND_BYTES = 6_000_000;
/** A few for each sound: a waveform, a strip or a row that stayed would be dozens. */
const GROWTH_BOUND_NODES = 5 * (SOUNDS - WARM_UP_SOUNDS);

// A trace keeps a picture of the page for each key: memory that is not ours, and twice the time.
test.use({ trace: 'off' });

test('two hundred sounds by arrow key leave nothing behind, once the table scrolls', async ({ page }) => {
  test.slow();
  const host = await startFakeHost(1_000);
  try {
    await page.goto(host.address);
    await expect(page.getByLabel('Sounds found')).toHaveText('1,000 of 1,000');
    const inspector = await page.context().newCDPSession(page);
    const held = async (): Promise<{ readonly bytes: number; readonly nodes: number }> => {
      await inspector.send('HeapProfiler.collectGarbage');
      const { usedSize } = await inspector.send('Runtime.getHeapUsage');
      const { nodes } = await inspector.send('Memory.getDOMCounters');
      return { bytes: usedSize, nodes };
    };
    const audition = async (count: number): Promise<void> => {
      for (let sound = 0; sound < count; sound += 1) {
        await page.keyboard.press('ArrowDown');
        await page.locator('.waveform canvas').first().waitFor();
      }
    };
    // The rows that are kept above those in sight come once.
    await audition(WARM_UP_SOUNDS);
    const before = await held();
    await audition(SOUNDS - WARM_UP_SOUNDS);
    // What is only waiting for the collector goes with one of its next rounds; what is held never does.
    await expect.poll(async () => (await held()).nodes - before.nodes).toBeLessThan(GROWTH_BOUND_NODES);
    const after = await held();
    const growth = after.bytes - before.bytes;
    console.log(
      `after ${SOUNDS} sounds: ${(growth / 1e6).toFixed(1)} MB and ${after.nodes - before.nodes} nodes more than after ${WARM_UP_SOUNDS}`,
    );
    expect(growth).toBeLessThan(GROWTH_BOUND_BYTES);
  } finally {
    await host.close();
  }
});
