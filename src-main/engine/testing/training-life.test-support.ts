/** Process entry for tests: opens a catalogue as an application does and trains until it is killed. */
import { throwingFailures } from '../../../src-shared/client/index.ts';
import { Engine } from '../engine.ts';

const [, , catalogue = '', configuration = '{}'] = process.argv;
const engine = await Engine.open({ catalogue, precision: 'int8', trainingBackend: 'wasm' });
await engine.beginService();
const client = throwingFailures(engine.client());
const { id } = await client.training.start({
  configuration: JSON.parse(configuration) as { [field: string]: unknown },
});
process.send?.(id);
for await (const event of await client.training.watch({ id })) {
  if (event.kind === 'news' && event.news.kind === 'epoch') process.send?.(event.news.epoch);
}
process.send?.('over');
