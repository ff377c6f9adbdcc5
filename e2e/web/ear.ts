/** What really comes out of a window: measured beside the loudspeakers by an AnalyserNode, not believed of a button. */
import type { Page } from '@playwright/test';

type Heard = { readonly ear: { readonly level: () => number } };

/** Listens from before the page begins. */
export async function listenIn(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const connect = AudioNode.prototype.connect;
    const ear = { level: () => 0 };
    Object.assign(window, { ear });
    AudioNode.prototype.connect = function (this: AudioNode, ...to: unknown[]) {
      const answer = Reflect.apply(connect, this, to);
      if (to[0] instanceof AudioDestinationNode) {
        const analyser = new AnalyserNode(this.context, { fftSize: 256 });
        Reflect.apply(connect, this, [analyser]);
        const samples = new Float32Array(analyser.fftSize);
        ear.level = () => {
          analyser.getFloatTimeDomainData(samples);
          return Math.max(...samples.map(Math.abs));
        };
      }
      return answer;
    } as typeof connect;
  });
}

/** The largest sample of this moment, 1 at full scale. */
export const level = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as Heard).ear.level());

/** Waits for a sound that may be over soon, looking at every frame. */
export const soundComes = async (page: Page): Promise<void> => {
  await page.waitForFunction(() => (window as unknown as Heard).ear.level() > 0);
};

/** Seconds into the sound that the player shows. */
export const positionSeconds = async (page: Page): Promise<number> => {
  const words = (await page.getByRole('timer', { name: 'Position' }).textContent()) ?? '';
  const [seconds = 0, minutes = 0] = words.split(':').map(Number).reverse();
  return minutes * 60 + seconds;
};
