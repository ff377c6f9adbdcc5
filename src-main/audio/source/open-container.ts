/** Opening a file with FFmpeg: no network, no other files, no slow guessing. */
import { AV_LOG_QUIET, AV_OPT_SEARCH_CHILDREN, AV_OPT_TYPE_INT } from 'node-av/constants';
import { Dictionary, FormatContext, Log } from 'node-av/lib';
import { brokenHeader, impossibleFormat, notAudio } from '../audio-failures.ts';
import { DEMUXERS, describeBeginning } from './container-names.ts';
import type { SoundFile } from './sound-file.ts';

// FFmpeg writes to standard error unless told otherwise; what matters comes back as results.
Log.setLevel(AV_LOG_QUIET);

/** Bytes of a PCM packet: large ones spare calls; from 128 KiB on, allocators fetch fresh memory for each. */
const PCM_PACKET_BYTES = 122_880;
/**
 * FFmpeg looks for DTS inside 16-bit WAV by probing up to 5 MB of it for every format it knows, which takes far longer
 * than the pass: one small packet shows well enough that it is PCM.
 */
const WAVE_PROBE = { max_size: '4096', max_probe_packets: '1' } as const;

/** An open container and what its header alone said. */
export type OpenContainer = {
  readonly container: FormatContext;
  /** Seconds of each stream as the header declares them; null where it doesn't, however FFmpeg estimates it later. */
  readonly declaredSeconds: readonly (number | null)[];
};

type Address = { readonly url: string; readonly options: Readonly<Record<string, string>> };

function fileAddress(file: SoundFile): Address {
  try {
    // The protocol in front keeps names such as "http:hit.wav" from being taken for addresses.
    return { url: `file:${new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(file.path)}`, options: {} };
  } catch {
    // Names that aren't UTF-8 can't be passed as text: the open descriptor stands for them.
    return { url: 'fd:', options: { fd: String(file.descriptor) } };
  }
}

/** Vorbis in a WAV file, as Steinberg's and LMMS's tools write it: a whole Ogg file stands in the data chunk. */
const VORBIS_IN_WAVE = new Set([0x674f, 0x6750, 0x6751, 0x676f, 0x6770, 0x6771]);

function beginsWithWaveFormat(head: Buffer): boolean {
  return head.length >= 64 && head.toString('latin1', 8, 16) === 'WAVEfmt ';
}

function addressOf(file: SoundFile): Address {
  const plain = fileAddress(file);
  const { head } = file;
  if (!beginsWithWaveFormat(head)) return plain;
  const start = VORBIS_IN_WAVE.has(head.readUInt16LE(20)) ? head.indexOf('OggS') : -1;
  return start < 0 ? plain : { ...plain, url: `subfile,,start,${start},end,${file.sizeBytes},,:${plain.url}` };
}

function isWave(head: Buffer): boolean {
  return /^(RIFF|RF64|BW64|riff)/.test(head.toString('latin1', 0, 4));
}

function declaredSeconds(container: FormatContext): (number | null)[] {
  const { streams } = container;
  return streams.map(({ duration, timeBase }) => {
    // Matroska declares the length of the whole, which is that of its only stream.
    const whole = streams.length === 1 && duration <= 0n ? Number(container.duration) / 1e6 : 0;
    const seconds = duration > 0n ? Number(duration) * (timeBase.num / timeBase.den) : whole;
    return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  });
}

function whyNot(head: Buffer): Error {
  if (beginsWithWaveFormat(head) && head.readUInt32LE(24) === 0) return impossibleFormat('0 samples a second');
  const name = describeBeginning(head);
  return name === null ? notAudio('its beginning fits no known audio format') : brokenHeader(name);
}

/**
 * Opens a container and finds its streams.
 *
 * @throws SonothequeError `not-audio`, `impossible-format`, or `damaged` where only the beginning is right
 */
export function openContainer(file: SoundFile): OpenContainer {
  const container = new FormatContext();
  const { url, options } = addressOf(file);
  const wave = isWave(file.head);
  const opened = container.openInputSync(
    url,
    null,
    Dictionary.fromObject({
      ...options,
      ...(wave ? WAVE_PROBE : {}),
      format_whitelist: DEMUXERS.join(','),
      protocol_whitelist: 'file,fd,subfile',
    }),
  );
  if (opened < 0) throw whyNot(file.head);
  try {
    const declared = declaredSeconds(container);
    container.findStreamInfoSync();
    if (wave) container.setOption('max_size', PCM_PACKET_BYTES, AV_OPT_TYPE_INT, AV_OPT_SEARCH_CHILDREN);
    return { container, declaredSeconds: declared };
  } catch (error) {
    container.closeInputSync();
    throw error;
  }
}
