import type { SoundId } from '../../src-shared/contract/identifiers.ts';
import { type RenderInput, renderInput } from '../../src-shared/contract/playback.ts';

/** What a request for bytes asks for. */
export type MediaAddress =
  /** `channels`: from 1, one or two of them; `null`: the sound as a whole. */
  | { readonly kind: 'audio'; readonly id: SoundId; readonly channels: readonly number[] | null }
  /** `points`: as many as the screen has room for; `null`: all that are stored. */
  | { readonly kind: 'peaks'; readonly id: SoundId; readonly points: number | null }
  | { readonly kind: 'render'; readonly id: SoundId; readonly options: RenderInput };

/** A number picks the sound, and nothing else of a request ever gets near the file system. */
const MEDIA_PATH = /^\/(audio|peaks|render)\/([1-9]\d{0,15})(?:\?(.*))?$/;
const LONGEST_QUERY = 200;

const SECONDS = /^\d{1,7}(?:\.\d{1,6})?$/;
const POINTS = /^points=([1-9]\d{0,5})$/;
const WHOLE = /^\d{1,6}$/;
const CHANNELS = /^[1-9]\d?(?:,[1-9]\d?){0,63}$/;
/** Both ears; more are not played at once. */
const MOST_PLAYED_CHANNELS = 2;

/** Reads an address as it came, undecoded; `null` where it means nothing here. */
export function readMediaAddress(path: string): MediaAddress | null {
  const found = MEDIA_PATH.exec(path);
  const id = Number(found?.[2]) as SoundId;
  const query = found?.[3] ?? '';
  if (!found || !Number.isSafeInteger(id) || query.length > LONGEST_QUERY) return null;
  switch (found[1]) {
    case 'audio':
      return readAudio(id, query);
    case 'render':
      return readRender(id, query);
    default:
      return readPeaks(id, query);
  }
}

/** What a player adds for itself is left alone. */
function readAudio(id: SoundId, query: string): MediaAddress | null {
  const asked = new URLSearchParams(query).getAll('channel');
  if (asked.length === 0) return { kind: 'audio', id, channels: null };
  const [text = ''] = asked;
  if (asked.length > 1 || !CHANNELS.test(text)) return null;
  const channels = text.split(',').map(Number);
  return channels.length <= MOST_PLAYED_CHANNELS ? { kind: 'audio', id, channels } : null;
}

function readPeaks(id: SoundId, query: string): MediaAddress | null {
  if (query === '') return { kind: 'peaks', id, points: null };
  const points = POINTS.exec(query)?.[1];
  return points === undefined ? null : { kind: 'peaks', id, points: Number(points) };
}

/** Nothing but what is known, each once. */
function readRender(id: SoundId, query: string): MediaAddress | null {
  const given = [...new URLSearchParams(query)];
  const values = new Map(given);
  const patterns = new Map(Object.entries(RENDER_PARAMETERS));
  if (values.size !== given.length || given.some(([name, value]) => !patterns.get(name)?.test(value))) return null;
  const number = (name: string) => (values.has(name) ? Number(values.get(name)) : undefined);
  const [from, to] = [number('from'), number('to')];
  if ((from === undefined) !== (to === undefined)) return null;
  const parsed = renderInput.safeParse({
    region: from === undefined ? undefined : { startSeconds: from, endSeconds: to },
    handlesSeconds: number('handles'),
    sampleRateHz: number('rate'),
    bitDepth: number('depth'),
    channels: values.get('channel')?.split(',').map(Number),
    fadeMilliseconds: number('fade'),
  });
  return parsed.success ? { kind: 'render', id, options: parsed.data } : null;
}

const RENDER_PARAMETERS = {
  from: SECONDS,
  to: SECONDS,
  handles: SECONDS,
  rate: WHOLE,
  depth: WHOLE,
  channel: CHANNELS,
  fade: WHOLE,
};
