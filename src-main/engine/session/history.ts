import { z } from 'zod';
import type { SentSound, SessionSend } from '../../../src-shared/contract/session.ts';
import type { Catalogue } from '../../catalogue/index.ts';

/** The catalogue's setting that holds the log of sends. */
const HISTORY_SETTING = 'sessionHistory';
const MOST_SENDS = 100;
const MOST_SOUNDS_A_SEND = 200;

const failure = z.object({ code: z.string(), message: z.string(), nextStep: z.string().nullable() });
const storedSend = z.object({
  id: z.string(),
  at: z.coerce.date(),
  folder: z.string(),
  sounds: z.array(
    z.object({
      soundId: z.number().nullable(),
      name: z.string(),
      output: z.string().nullable(),
      how: z.enum(['copied', 'rendered']).nullable(),
      failure: failure.nullable(),
    }),
  ),
  soundsLeftOut: z.number(),
  insertedInto: z.enum(['none', 'reaper']),
  insertFailure: failure.nullable(),
});

type Settings = Pick<Catalogue, 'getSetting' | 'setSetting' | 'readOnly'>;

/** Newest first; what can't be read (a later version wrote it) is left out. */
export async function sessionHistory(settings: Settings): Promise<readonly SessionSend[]> {
  const stored = await settings.getSetting(HISTORY_SETTING);
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one) => {
    const parsed = storedSend.safeParse(one);
    return parsed.success ? [parsed.data as unknown as SessionSend] : [];
  });
}

/** One after another: two sends that end together must both be kept. */
let writing: Promise<unknown> = Promise.resolve();

/** Adds a send to the log; the oldest go. */
export async function rememberSend(
  settings: Settings,
  send: Omit<SessionSend, 'soundsLeftOut' | 'sounds'> & { readonly sounds: readonly SentSound[] },
): Promise<SessionSend> {
  const kept = { ...send, sounds: [...send.sounds], soundsLeftOut: 0 };
  if (settings.readOnly) return kept;
  const stored = {
    ...kept,
    sounds: kept.sounds.slice(0, MOST_SOUNDS_A_SEND),
    soundsLeftOut: Math.max(0, kept.sounds.length - MOST_SOUNDS_A_SEND),
  };
  const written = writing.then(async () => {
    const before = await sessionHistory(settings);
    await settings.setSetting(HISTORY_SETTING, [stored, ...before].slice(0, MOST_SENDS));
  });
  writing = written.catch(() => {});
  await written;
  return kept;
}
