/** An engine process that opens nothing and answers only that it shall end. */
import type { ParentPort } from '../run-engine.ts';

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };
parentPort.on('message', ({ data }) => {
  if ((data as { readonly kind: string }).kind === 'close') process.exit(0);
});
