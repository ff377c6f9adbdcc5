import { v7 as newId } from 'uuid';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { RenderOptions } from '../../../src-shared/contract/playback.ts';
import type { SendEvent, SentSound, SessionSend } from '../../../src-shared/contract/session.ts';
import type { Catalogue, SoundRow } from '../../catalogue/index.ts';
import { describeFailure } from '../../indexing/index.ts';
import type { PlaybackDecoders } from '../../playback/index.ts';
import { placeFile } from '../rendering/place-file.ts';
import { planRender } from '../rendering/plan-render.ts';
import { nameOf } from '../rendering/rendered-names.ts';
import { soundGone } from '../sound-row.ts';
import { rememberSend } from './history.ts';
import type { ReaperQueue } from './reaper-queue.ts';
import { checkTemplate, sentName } from './sent-names.ts';

/** One sound, or a part of it. */
type SoundToSend = ({ readonly id: SoundId } | { readonly path: string }) & Pick<RenderOptions, 'region' | 'channels'>;

export type SendRequest = Omit<RenderOptions, 'region' | 'channels'> & {
  readonly sounds: readonly SoundToSend[];
  readonly folder: string;
  readonly nameTemplate: string;
  readonly insertInto: 'none' | 'reaper';
};

export type SendParts = {
  readonly catalogue: Pick<Catalogue, 'sounds' | 'soundByPath' | 'getSetting' | 'setSetting' | 'readOnly'>;
  readonly decoders: PlaybackDecoders;
  readonly reaper: ReaperQueue;
};

const MOVING_MILLISECONDS = 250;

/**
 * Sends sounds one after another and tells of each; a sound that can't be sent doesn't stop the others. What was sent
 * stays when the caller leaves early, and is in the log.
 * @throws SonothequeError `unknown-token`
 */
export async function* sendSounds(
  parts: SendParts,
  request: SendRequest,
  signal: AbortSignal | undefined,
): AsyncGenerator<SendEvent> {
  checkTemplate(request.nameTemplate);
  const total = request.sounds.length;
  const sent: SentSound[] = [];
  let remembered = false;
  const left = new AbortController();
  const stopped = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  const remember = async (insertFailure: Failure | null): Promise<SessionSend> => {
    remembered = true;
    return rememberSend(parts.catalogue, {
      id: newId(),
      at: new Date(),
      folder: request.folder,
      sounds: sent,
      insertedInto: insertFailure === null ? request.insertInto : 'none',
      insertFailure,
    });
  };
  try {
    for (const [index, sound] of request.sounds.entries()) {
      if (stopped.aborted) break;
      const place = index + 1;
      yield* withProgress(
        (onMoving) => sendSound(parts, request, sound, place, onMoving, stopped),
        (done): SendEvent => ({ kind: 'moving', place, total, done }),
        (result) => sent.push(result),
      );
      const result = sent.at(-1);
      if (result) yield { kind: 'sent', place, total, sound: result };
    }
    yield { kind: 'ended', send: await remember(await insert(parts.reaper, request.insertInto, sent)) };
  } finally {
    left.abort();
    if (!remembered && sent.length > 0) await remember(null);
  }
}

/** Runs some work, passing on what it says of its progress. */
async function* withProgress<Result, Event>(
  work: (onMoving: (done: number) => void) => Promise<Result>,
  toEvent: (done: number) => Event,
  onResult: (result: Result) => void,
): AsyncGenerator<Event> {
  let latest: number | null = null;
  const working = work((done) => {
    latest = done;
  }).then((result) => {
    onResult(result);
    return true;
  });
  // Whoever leaves in between ends the work by its signal.
  working.catch(() => {});
  for (;;) {
    let timer: NodeJS.Timeout | undefined;
    const pause = new Promise<false>((resolve) => {
      timer = setTimeout(resolve, MOVING_MILLISECONDS, false);
    });
    const finished = await Promise.race([working, pause]);
    clearTimeout(timer);
    if (finished) return;
    if (latest !== null) yield toEvent(latest);
    latest = null;
  }
}

async function sendSound(
  { catalogue, decoders }: SendParts,
  request: SendRequest,
  sound: SoundToSend,
  counter: number,
  onMoving: (done: number) => void,
  signal: AbortSignal,
): Promise<SentSound> {
  const row = await rowOf(catalogue, sound);
  const soundId = row?.id ?? null;
  const name = row ? nameOf(row) : 'path' in sound ? sound.path : '';
  try {
    if (!row) throw 'path' in sound ? notInCatalogue(sound.path) : soundGone();
    const { region, channels } = sound;
    const { handlesSeconds, sampleRateHz, bitDepth, fadeMilliseconds } = request;
    const options: RenderOptions = { region, channels, handlesSeconds, sampleRateHz, bitDepth, fadeMilliseconds };
    const plan = planRender(row, name, options);
    const output = await placeFile(decoders, {
      source: row.path.bytes,
      plan,
      folder: request.folder,
      name: sentName(row, plan, request.nameTemplate, counter),
      onMoving,
      signal,
    });
    return { soundId, name, output, how: plan.command ? 'rendered' : 'copied', failure: null };
  } catch (error) {
    return { soundId, name, output: null, how: null, failure: describeFailure(error) };
  }
}

async function rowOf(catalogue: SendParts['catalogue'], sound: SoundToSend): Promise<SoundRow | null> {
  if ('path' in sound) return catalogue.soundByPath(sound.path);
  return (await catalogue.sounds([sound.id]))[0] ?? null;
}

async function insert(
  reaper: ReaperQueue,
  target: SendRequest['insertInto'],
  sent: readonly SentSound[],
): Promise<Failure | null> {
  const files = sent.flatMap(({ output }) => output ?? []);
  if (target === 'none' || files.length === 0) return null;
  try {
    await reaper.prepare();
    await reaper.insert(files);
    return null;
  } catch (error) {
    return describeFailure(error);
  }
}

function notInCatalogue(name: string): SonothequeError {
  return new SonothequeError({
    code: 'not-in-catalogue',
    message: `“${name}” is not in the catalogue.`,
    nextStep: 'Index the folder it lies in first.',
  });
}
