import { sessionHistory } from '../session/history.ts';
import { sendSounds } from '../session/send-sounds.ts';
import { sentNames } from '../session/sent-names.ts';
import { procedures } from './procedures.ts';

export const session = procedures.session.router({
  send: procedures.session.send.handler(async function* ({ input, context: { parts }, signal }) {
    yield* sendSounds(parts, input, signal);
  }),
  names: procedures.session.names.handler(({ input, context: { parts } }) => sentNames(parts.catalogue, input)),
  reaper: procedures.session.reaper.handler(async ({ context: { parts } }) => ({
    script: await parts.reaper.layScript(),
    listening: await parts.reaper.isListening(),
  })),
  history: procedures.session.history.handler(({ context: { parts } }) => sessionHistory(parts.catalogue)),
});
