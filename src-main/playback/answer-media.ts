import { type Failure, SonothequeError } from '../../src-shared/contract/failures.ts';
import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import type { RenderedFile, RenderInput } from '../../src-shared/contract/playback.ts';
import type { SoundFileFacts } from '../../src-shared/contract/sounds.ts';
import { type ByteRange, readByteRange } from './byte-range.ts';
import type { PlaybackDecoders } from './decoding/playback-decoders.ts';
import { readMediaAddress } from './media-address.ts';
import * as failures from './media-failures.ts';
import { openOrdinaryFile } from './ordinary-file.ts';
import { deliveryOf } from './playable-containers.ts';
import { streamVirtualWave, virtualWaveOf } from './virtual-wave.ts';

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

/** Where the facts come from; all throw SonothequeError. */
export type MediaSounds = {
  readonly file: (id: SoundId) => Promise<SoundFileFacts>;
  /** As src-shared/peaks writes them, for a screen of so many points; `null` where none are stored. */
  readonly peaks: (id: SoundId, points: number | null) => Promise<Uint8Array | null>;
  readonly render: (id: SoundId, options: RenderInput) => Promise<RenderedFile>;
  /** For what the player can't play by itself. */
  readonly decoders: PlaybackDecoders;
};

/** Sounds are people's own: nothing of them is left in a browser's cache on disk. */
const UNCACHED = { 'cache-control': 'no-store' };

/** Bytes that can be had in parts. */
type Content = {
  readonly sizeBytes: number;
  /** Strong: it tells versions apart. */
  readonly entityTag: string;
  readonly headers: Readonly<Record<string, string>>;
  /** May be told before anything is read that reading is no use; @throws SonothequeError */
  readonly stream: (range: ByteRange) => Promise<ReadableStream<Uint8Array>>;
  readonly close: () => Promise<void>;
};

/**
 * Answers `/audio/<sound id>` with the sound (its file as it is, or as a WAV file that is decoded while it is read where
 * the player can't play it, has more than two channels, or `?channel=` asks for some of them), `/peaks/<sound id>` with
 * its stored peaks (`?points=` no finer than a screen needs them) and `/render/<sound id>?from=…&to=…` with a part of it as a file to keep. What can't be answered says
 * why as a Failure in JSON: 404 no such sound, file or channel, 403 no permission, 405 not GET or HEAD, 413 too much,
 * 415 what can't be decoded, 416 no such part, 503 the engine is away or busy.
 */
export async function answerMedia(request: MediaRequest, sounds: MediaSounds): Promise<MediaAnswer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return failed(405, failures.METHOD, { allow: 'GET, HEAD' });
  }
  const address = readMediaAddress(request.path);
  if (address === null) return failed(404, failures.ADDRESS);
  try {
    switch (address.kind) {
      case 'audio':
        return await answerParts(await openAudio(address.id, address.channels, sounds), request);
      case 'render':
        return await answerParts(await openRendered(await sounds.render(address.id, address.options)), request);
      case 'peaks':
        return answerPeaks(await sounds.peaks(address.id, address.points), request);
    }
  } catch (error) {
    if (!(error instanceof SonothequeError)) throw error;
    const answer = failed(failures.statusOf(error.failure.code), error.failure);
    return request.method === 'HEAD' ? { ...answer, body: null } : answer;
  }
}

async function openAudio(
  id: SoundId,
  channels: readonly number[] | null,
  { file, decoders }: MediaSounds,
): Promise<Content> {
  const { pathBase64, name, format } = await file(id);
  const path = Buffer.from(pathBase64, 'base64');
  const delivery = deliveryOf(format);
  if (format === null || delivery.how === 'not-playable') throw new SonothequeError(failures.notPlayable(name));
  if (channels?.some((channel) => channel > format.channels)) throw new SonothequeError(failures.noSuchChannel(name));
  const ordinary = await openOrdinaryFile(path, name);
  if (channels === null && delivery.how === 'as-it-is') {
    return {
      ...ordinary,
      headers: { 'content-type': delivery.mediaType },
      stream: async (range) => ordinary.stream(range),
    };
  }
  // The child opens it for itself; here only what it is was looked at.
  await ordinary.close();
  const wave = virtualWaveOf(format, channels?.map((channel) => channel - 1) ?? 'fold');
  const version = ordinary.entityTag;
  return {
    sizeBytes: wave.sizeBytes,
    entityTag: `${version.slice(0, -1)}-wave-${channels?.join('-') ?? 'all'}"`,
    headers: { 'content-type': 'audio/wav' },
    stream: (range) => streamVirtualWave(wave, range, decoders, { path, version }),
    close: async () => {},
  };
}

async function openRendered({ pathBase64, name }: RenderedFile): Promise<Content> {
  const ordinary = await openOrdinaryFile(Buffer.from(pathBase64, 'base64'), name);
  return {
    ...ordinary,
    headers: {
      'content-type': 'application/octet-stream',
      // RFC 6266: the name in letters that any header may hold, escaped.
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, escapeLetter)}`,
    },
    stream: async (range) => ordinary.stream(range),
  };
}

async function answerParts(content: Content, { method, range: header, ifRange }: MediaRequest): Promise<MediaAnswer> {
  const { sizeBytes, entityTag } = content;
  const about = { ...UNCACHED, 'accept-ranges': 'bytes', etag: entityTag };
  // A date can't tell two versions within one second apart, so only our own tag makes a part of it.
  const range = readByteRange(ifRange === null || ifRange === entityTag ? header : null, sizeBytes);
  if (range === 'unsatisfiable') {
    await content.close();
    const refused = failed(416, failures.RANGE, { ...about, 'content-range': `bytes */${sizeBytes}` });
    return method === 'HEAD' ? { ...refused, body: null } : refused;
  }
  const part = range === 'whole' ? { first: 0, last: sizeBytes - 1 } : range;
  const lengthBytes = part.last + 1 - part.first;
  const headers = {
    ...about,
    ...content.headers,
    'content-length': String(lengthBytes),
    ...(range === 'whole' ? {} : { 'content-range': `bytes ${part.first}-${part.last}/${sizeBytes}` }),
  };
  const status = range === 'whole' ? 200 : 206;
  if (lengthBytes === 0 || method === 'HEAD') {
    await content.close();
    return { status, headers, body: null };
  }
  return { status, headers, body: await content.stream(part) };
}

function answerPeaks(peaks: Uint8Array | null, { method }: MediaRequest): MediaAnswer {
  if (peaks === null) throw new SonothequeError(failures.PEAKS);
  const headers = { ...UNCACHED, 'content-type': 'application/octet-stream', 'content-length': String(peaks.length) };
  return { status: 200, headers, body: method === 'HEAD' ? null : peaks };
}

function failed(status: number, failure: Failure, headers: MediaAnswer['headers'] = UNCACHED): MediaAnswer {
  const body = new TextEncoder().encode(JSON.stringify(failure));
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'content-length': String(body.length) },
    body,
  };
}

function escapeLetter(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;
}
