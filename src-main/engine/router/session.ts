import { sessionHistory } from '../session/history.ts';
import { sendSounds } from '../session/send-sounds.ts';
import { procedures } from './procedures.ts';

export const session = procedures.session.router({
  send: procedures.session.send.handler(async function* ({ input, context: { parts }, signal }) {
    yield* sendSounds(parts, input, signal);
  }),
  history: procedures.session.history.handler(({ context: { parts } }) => sessionHistory(parts.catalogue)),
});
