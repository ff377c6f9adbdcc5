/** Process entry for tests: opens a catalogue as an application does and labels a sound, then lives until it is killed. */
import { v7 as uuidv7 } from 'uuid';
import { driveEngine } from './drive-engine.test-support.ts';

const [, , catalogue = '', file = '', decision = ''] = process.argv;
const engine = await driveEngine({ catalogue, precision: 'int8', service: true });
process.on('message', async () => {
  await engine.client.labels.set({ commandId: uuidv7(), sounds: { path: file }, decision });
  process.send?.('labelled');
});
process.send?.('open');
