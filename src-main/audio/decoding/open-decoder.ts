import { Codec, CodecContext } from 'node-av/lib';
import { unsupportedCodec } from '../audio-failures.ts';
import type { SoundStream } from '../source/demuxer.ts';

/**
 * FFmpeg's decoder for a stream, on the thread that calls it.
 *
 * @returns to be freed by whoever asked
 * @throws SonothequeError `unsupported-codec`
 */
export function openDecoder({ stream, codec: name }: SoundStream): CodecContext {
  const parameters = stream.codecpar;
  const codec = Codec.findDecoder(parameters.codecId);
  if (codec === null) throw unsupportedCodec(name);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(parameters);
  decoder.pktTimebase = stream.timeBase;
  decoder.threadCount = 1;
  if (decoder.open2Sync(codec) < 0) {
    decoder.freeContext();
    throw unsupportedCodec(name);
  }
  return decoder;
}
