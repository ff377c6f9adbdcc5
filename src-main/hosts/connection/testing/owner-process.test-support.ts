/** Process entry for tests: opens a connection as an application does, says so, and leaves when told. */
import { openConnection } from '../open-connection.ts';

const connection = await openConnection({ catalogue: process.argv[2] ?? '', service: process.argv[3] === 'service' });
process.on('message', (command) => {
  if (command === 'close') void connection.close().then(() => process.exit(0));
  else if (command === 'whose') void connection.client.app.facts().then(({ processId }) => process.send?.(processId));
});
process.send?.(connection.role());
