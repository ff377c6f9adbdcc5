import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { SoundFileFacts } from '../../src-shared/contract/sounds.ts';
import { readByteRange } from './byte-range.ts';
import { openOrdinaryFile } from './ordinary-file.ts';
import { deliveryOf } from './playable-containers.ts';

/** What HTTP and Electron's own protocols have in common. */
export type MediaRequest = {
  readonly method: string;
  /** As it came, undecoded, with or without a query: `/audio/17`. */
  readonly path: string;
  /** The header `Range`. */
  readonly range: string | null;
  /** The header `If-Range`. */
  readonly ifRange: string | null;
};

export type MediaAnswer = {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream holds a file open until it is read to its end or cancelled. */
  readonly body: ReadableStream<Uint8Array> | Uint8Array | null;
};

/** Where the facts come from; both throw SonothequeError. */
export type MediaSounds = {
  readonly file: (id: SoundId) => Promise<SoundFileFacts>;
  /** As src-shared/peaks writes them; `null` where none are stored. */
  readonly peaks: (id: SoundId) => Promise<Uint8Array | null>;
};

/** A number picks the sound, and nothing else of a request ever gets near the file system. */
const MEDIA_PATH = /^\/(audio|peaks)\/([1-9]\d{0,15})(?:\?.*)?$/;

/** Sounds are people's own: nothing of them is left in a browser's cache on disk. */
const UNCACHED = { 'cache-control': 'no-store' };

/**
 * Answers `/audio/<sound id>` with the sound's file, or the part of it that is asked for, and `/peaks/<sound id>` with
 * its stored peaks. What can't be answered says why as a Failure in JSON: 404 no such sound or file, 403 no permission,
 * 405 not GET or HEAD, 415 a container that the player can't play, 416 no such part, 503 the engine is away.
 */
export async function answerMedia(request: MediaRequest, sounds: MediaSounds): Promise<MediaAnswer> {
  const answer = await answerWithBody(request, sounds);
  if (request.method !== 'HEAD' || answer.body === null) return answer;
  if (answer.body instanceof ReadableStream) await answer.body.cancel();
  return { ...answer, body: null };
}

async function answerWithBody(request: MediaRequest, sounds: MediaSounds): Promise<MediaAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failed(405, METHOD_FAILURE, { allow: 'GET, HEAD' });
  }
  const found = MEDIA_PATH.exec(request.path);
  const id = Number(found?.[2]);
  if (!found || !Number.isSafeInteger(id)) return failed(404, ADDRESS_FAILURE);
  try {
    return found[1] === 'audio'
      ? await answerAudio(id as SoundId, request, sounds)
      : await answerPeaks(id as SoundId, sounds);
  } catch (error) {
    if (!(error instanceof SonothequeError)) throw error;
    return failed(statusOf(error.failure.code), error.failure);
  }
}

async function answerAudio(id: SoundId, request: MediaRequest, sounds: MediaSounds): Promise<MediaAnswer> {
  const facts = await sounds.file(id);
  const delivery = deliveryOf(facts.container);
  if (delivery.how === 'not-playable') return failed(415, notPlayable(facts.name, delivery.containerName));
  const file = await openOrdinaryFile(Buffer.from(facts.pathBase64, 'base64'), facts.name);
  const about = { ...UNCACHED, 'accept-ranges': 'bytes', etag: file.entityTag };
  // A date can't tell two versions within one second apart, so only our own tag makes a part of it.
  const stillTheSame = request.ifRange === null || request.ifRange === file.entityTag;
  const range = readByteRange(stillTheSame ? request.range : null, file.sizeBytes);
  if (range === 'unsatisfiable') {
    await file.close();
    return failed(416, RANGE_FAILURE, { ...about, 'content-range': `bytes */${file.sizeBytes}` });
  }
  const part = range === 'whole' ? { first: 0, last: file.sizeBytes - 1 } : range;
  const lengthBytes = part.last + 1 - part.first;
  const headers = { ...about, 'content-type': delivery.mediaType, 'content-length': String(lengthBytes) };
  if (lengthBytes === 0) {
    await file.close();
    return { status: 200, headers, body: null };
  }
  return range === 'whole'
    ? { status: 200, headers, body: file.stream(part) }
    : {
        status: 206,
        headers: { ...headers, 'content-range': `bytes ${part.first}-${part.last}/${file.sizeBytes}` },
        body: file.stream(part),
      };
}

async function answerPeaks(id: SoundId, sounds: MediaSounds): Promise<MediaAnswer> {
  const peaks = await sounds.peaks(id);
  if (peaks === null) return failed(404, PEAKS_FAILURE);
  const headers = { ...UNCACHED, 'content-type': 'application/octet-stream', 'content-length': String(peaks.length) };
  return { status: 200, headers, body: peaks };
}

function failed(status: number, failure: Failure, headers: MediaAnswer['headers'] = UNCACHED): MediaAnswer {
  const body = new TextEncoder().encode(JSON.stringify(failure));
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': String(body.length) },
    body,
  };
}

function statusOf(code: string): number {
  if (code === 'no-permission') return 403;
  return /^(catalogue|connection)-/.test(code) ? 503 : 404;
}

const METHOD_FAILURE: Failure = {
  code: 'method-not-allowed',
  message: 'Sounds can only be read here.',
  nextStep: null,
};
const ADDRESS_FAILURE: Failure = { code: 'not-found', message: 'There is nothing at this address.', nextStep: null };
const RANGE_FAILURE: Failure = {
  code: 'no-such-range',
  message: 'The sound has no such part.',
  nextStep: 'Play it from its beginning.',
};
const PEAKS_FAILURE: Failure = {
  code: 'no-peaks',
  message: 'There is no waveform of this sound yet.',
  nextStep: 'Index its folder again.',
};

function notPlayable(name: string, containerName: string | null): Failure {
  return {
    code: 'not-playable',
    message:
      containerName === null
        ? `“${name}” was not recognised as a sound, so it can't be played.`
        : `“${name}” is a ${containerName} file, which can't be played here yet.`,
    nextStep: 'Listen to it in another program.',
  };
}
