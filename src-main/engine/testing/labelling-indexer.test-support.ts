/**
 * Process entry for tests: indexes a folder and labels what it finds, until done or killed. Says over its channel which
 * labels it was told are safe; what is labelled already stays.
 */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { driveEngine } from './drive-engine.test-support.ts';

const [, , catalogue = '', folder = '', acknowledged = ''] = process.argv;
const DECISIONS = ['DOORWood', 'ANMLDog', 'BELLHand', 'RAINClth', 'RAINGlas', 'MUSICAL'];

const decisionFor = (name: string) =>
  DECISIONS[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % DECISIONS.length] ?? 'DOORS';

const engine = await driveEngine({ catalogue, precision: 'int8' });
let indexed = false;
const indexing = engine.index([folder], {}).then(() => {
  indexed = true;
});

async function labelWhatIsThere(): Promise<void> {
  for (const sound of await engine.sounds('')) {
    if (sound.label) continue;
    await engine.label(sound.path, decisionFor(path.basename(sound.path)));
    appendFileSync(acknowledged, `${path.basename(sound.path)}\n`);
  }
}

while (!indexed) {
  await labelWhatIsThere();
  await pause(5);
}
await indexing;
await labelWhatIsThere();
await engine.close();
process.send?.('done');
process.disconnect?.();
