/** Process entry for tests: activates a model version, or goes on with that, until it is active or this is killed. */
import { setTimeout as pause } from 'node:timers/promises';
import { driveEngine } from './drive-engine.test-support.ts';

const [, , catalogue = '', version = ''] = process.argv;
const engine = await driveEngine({ catalogue, precision: 'int8', service: true });
const isActive = async () => (await engine.client.models.list()).some(({ id, active }) => active && id === version);
const jobs = await engine.client.jobs.list({ limit: 10 });
const underWay = jobs.some(({ kind, finishedAt }) => kind === 're-embed' && finishedAt === null);
process.send?.('open');
if (!underWay && !(await isActive())) await engine.client.models.activate({ id: version });
while (!(await isActive())) await pause(20);
// The job ends a moment after the pointer has moved.
while ((await engine.client.jobs.list({ limit: 10 })).some(({ finishedAt }) => finishedAt === null)) await pause(20);
await engine.close();
process.disconnect?.();
