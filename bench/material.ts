import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { AV_SAMPLE_FMT_FLT, AVMEDIA_TYPE_AUDIO } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Packet, SoftwareResampleContext } from 'node-av/lib';

const SAMPLE_RATE_HZ = 48_000;
const CHANNELS = 2;
const BYTES_A_SAMPLE = 3;
const HEADER_BYTES = 44;

/**
 * Writes long 48 kHz/24-bit stereo WAV files made of real recordings, each in another order, so that no two are alike.
 * @param sources folder of sounds
 */
export function writeMaterial(sources: string, folder: string, files: number, secondsEach: number): void {
  mkdirSync(folder, { recursive: true });
  const recordings = readdirSync(sources)
    .filter((name) => /\.(flac|mp3|wav)$/.test(name))
    .sort()
    .map((name) => decodeStereo(path.join(sources, name)));
  for (let file = 0; file < files; file += 1) {
    const samples = Math.round(secondsEach * SAMPLE_RATE_HZ) * CHANNELS;
    const wav = Buffer.alloc(HEADER_BYTES + samples * BYTES_A_SAMPLE);
    writeHeader(wav, samples * BYTES_A_SAMPLE);
    let at = 0;
    for (let turn = 0; at < samples; turn += 1) {
      // Steps that share no divisor with the number of recordings give every file another order.
      const recording = recordings[(turn * (2 * file + 1) + file) % recordings.length] ?? new Float32Array(CHANNELS);
      const gain = 0.5 + 0.4 * Math.sin(file + turn);
      for (let index = 0; index < recording.length && at < samples; index += 1, at += 1) {
        const value = Math.round(Math.max(-1, Math.min(1, (recording[index] ?? 0) * gain)) * 8_388_607);
        wav.writeIntLE(value, HEADER_BYTES + at * BYTES_A_SAMPLE, BYTES_A_SAMPLE);
      }
    }
    writeFileSync(path.join(folder, `material-${String(file).padStart(2, '0')}.wav`), wav);
  }
}

function writeHeader(wav: Buffer, dataBytes: number): void {
  wav.write('RIFF', 0, 'latin1');
  wav.writeUInt32LE(36 + dataBytes, 4);
  wav.write('WAVEfmt ', 8, 'latin1');
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(CHANNELS, 22);
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  wav.writeUInt32LE(SAMPLE_RATE_HZ * CHANNELS * BYTES_A_SAMPLE, 28);
  wav.writeUInt16LE(CHANNELS * BYTES_A_SAMPLE, 32);
  wav.writeUInt16LE(BYTES_A_SAMPLE * 8, 34);
  wav.write('data', 36, 'latin1');
  wav.writeUInt32LE(dataBytes, 40);
}

/** A whole file as interleaved stereo float at 48 kHz. */
function decodeStereo(file: string): Float32Array {
  const container = new FormatContext();
  FFmpegError.throwIfError(container.openInputSync(file), 'open');
  container.findStreamInfoSync();
  const index = container.findBestStream(AVMEDIA_TYPE_AUDIO);
  const parameters = container.streams?.[index]?.codecpar;
  const codec = parameters && Codec.findDecoder(parameters.codecId);
  if (!parameters || !codec) throw new Error(`${file} holds no audio`);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(parameters);
  decoder.open2Sync(codec);
  const resampler = new SoftwareResampleContext();
  const stereo = { nbChannels: CHANNELS, order: 1, mask: 3n } as typeof decoder.channelLayout;
  resampler.allocSetOpts2(
    stereo,
    AV_SAMPLE_FMT_FLT,
    SAMPLE_RATE_HZ,
    decoder.channelLayout,
    decoder.sampleFormat,
    decoder.sampleRate,
  );
  resampler.init();
  const [packet, frame, out] = [new Packet(), new Frame(), new Frame()];
  packet.alloc();
  frame.alloc();
  out.alloc();
  const parts: Buffer[] = [];
  const convert = (input: Frame | null) => {
    out.unref();
    out.format = AV_SAMPLE_FMT_FLT;
    out.sampleRate = SAMPLE_RATE_HZ;
    out.channelLayout = stereo;
    FFmpegError.throwIfError(resampler.convertFrame(out, input), 'resample');
    const [data] = out.data ?? [];
    if (data) parts.push(Buffer.from(data.subarray(0, out.nbSamples * CHANNELS * Float32Array.BYTES_PER_ELEMENT)));
  };
  const drain = () => {
    while (decoder.receiveFrameSync(frame) >= 0) {
      convert(frame);
      frame.unref();
    }
  };
  while (container.readFrameSync(packet) >= 0) {
    if (packet.streamIndex === index) {
      decoder.sendPacketSync(packet);
      drain();
    }
    packet.unref();
  }
  decoder.sendPacketSync(null);
  drain();
  convert(null);
  container.closeInputSync();
  const whole = Buffer.concat(parts);
  return new Float32Array(whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.byteLength));
}
