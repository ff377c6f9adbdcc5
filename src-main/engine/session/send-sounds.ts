import { v7 as newId } from 'uuid';
import { type Failure, SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { RenderOptions } from '../../../src-shared/contract/playback.ts';
import type { SendEvent, SentSound, SessionSend } from '../../../src-shared/contract/session.ts';
import { fileNameFrom, fillTemplate, wrongToken } from '../../../src-shared/session/index.ts';
import type { Catalogue, SoundRow } from '../../catalogue/index.ts';
import { describeFailure } from '../../indexing/index.ts';
import type { PlaybackDecoders } from '../../playback/index.ts';
import { placeFile } from '../rendering/place-file.ts';
import { planRender } from '../rendering/plan-render.ts';
import { extensionOf, nameOf } from '../rendering/rendered-names.ts';
import { soundGone } from '../sound-row.ts';
import { rememberSend } from './history.ts';
import type { ReaperQueue } from './reaper-queue.ts';

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
  const wrong = wrongToken(request.nameTemplate);
  if (wrong !== null) throw unknownToken(wrong);
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
    const stem = fillTemplate(request.nameTemplate, { ...fieldsOf(row), counter });
    const output = await placeFile(decoders, {
      source: row.path.bytes,
      plan,
      folder: request.folder,
      name: fileNameFrom(stem, extensionOf(row, plan)),
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

function fieldsOf({ path: place, library, fields, label, suggestions }: SoundRow) {
  const found = {
    name: place.display.replace(/^.*[/\\]/, '').replace(/\.[^.]*$/, ''),
    category: label?.category ?? fields.category ?? suggestions[0]?.category,
    subCategory: fields.subCategory,
    catId: label?.catId ?? fields.catId,
    fxName: fields.fxName,
    library: fields.library ?? library,
    creator: fields.creatorId ?? fields.artist,
    source: fields.sourceId,
    scene: fields.scene,
    take: fields.take,
    date: new Date().toISOString().slice(0, 10),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => typeof value === 'string'));
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

function unknownToken(token: string): SonothequeError {
  return new SonothequeError({
    code: 'unknown-token',
    message: `“${token}” means nothing in a name.`,
    nextStep: 'Use {name}, {category}, {catId}, {fxName}, {library}, {take}, {date} or {counter}.',
  });
}

function notInCatalogue(name: string): SonothequeError {
  return new SonothequeError({
    code: 'not-in-catalogue',
    message: `“${name}” is not in the catalogue.`,
    nextStep: 'Index the folder it lies in first.',
  });
}
