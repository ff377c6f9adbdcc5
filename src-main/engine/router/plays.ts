import { toSoundRecord } from '../records.ts';
import { procedures } from './procedures.ts';

export const plays = procedures.plays.router({
  record: procedures.plays.record.handler(async ({ input, context: { parts } }) => {
    if (!parts.catalogue.readOnly) await parts.catalogue.notePlayed(input.id, new Date());
    return null;
  }),
  list: procedures.plays.list.handler(async ({ input: { limit, before }, context: { parts } }) => {
    const plays = await parts.catalogue.plays({ limit, ...(before === undefined ? {} : { before }) });
    const rows = await parts.catalogue.sounds([...new Set(plays.map(({ soundId }) => soundId))]);
    const byId = new Map(rows.map((row) => [row.id, toSoundRecord(row)]));
    return plays.flatMap(({ id, soundId, playedAt }) => {
      const sound = byId.get(soundId);
      return sound === undefined ? [] : [{ number: id, playedAt, sound }];
    });
  }),
  forget: procedures.plays.forget.handler(async ({ context: { parts } }) => {
    await parts.catalogue.forgetPlays();
    return null;
  }),
});
