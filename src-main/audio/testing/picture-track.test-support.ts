/** A moving picture beside the sound, as in a film. */
import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_PIX_FMT_YUV420P, AV_PIX_FMT_YUVJ420P } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Packet, Rational } from 'node-av/lib';
import { writeReadyPackets } from './write-packets.test-support.ts';

const WIDTH = 64;
const HEIGHT = 48;
const PICTURES_PER_SECOND = 25;

/** Adds a picture stream to a container whose header isn't written yet; the result writes all its pictures. */
export function addPictureTrack(container: FormatContext, encoderName: string, seconds: number): () => void {
  const codec = Codec.getCodecList().find((one) => one.name === encoderName && one.isEncoder());
  if (codec === undefined) throw new Error(`No encoder ${encoderName}.`);
  const format = encoderName === 'mjpeg' ? AV_PIX_FMT_YUVJ420P : AV_PIX_FMT_YUV420P;
  const timeBase = new Rational(1, PICTURES_PER_SECOND);
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = WIDTH;
  encoder.height = HEIGHT;
  encoder.pixelFormat = format;
  encoder.timeBase = timeBase;
  encoder.framerate = new Rational(PICTURES_PER_SECOND, 1);
  encoder.bitRate = 200_000n;
  encoder.threadCount = 1;
  encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  FFmpegError.throwIfError(encoder.open2Sync(codec), 'picture encoder');
  const stream = container.newStream(null);
  FFmpegError.throwIfError(stream.codecpar.fromContext(encoder), 'picture parameters');
  stream.timeBase = timeBase;

  return () => {
    const packet = new Packet();
    packet.alloc();
    const drain = () => writeReadyPackets(encoder, packet, stream, container);
    for (let picture = 0; picture < seconds * PICTURES_PER_SECOND; picture++) {
      const frame = new Frame();
      frame.alloc();
      frame.width = WIDTH;
      frame.height = HEIGHT;
      frame.format = format;
      FFmpegError.throwIfError(frame.getBuffer(), 'picture');
      for (const plane of frame.data ?? []) plane.fill((picture * 3) % 255);
      frame.pts = BigInt(picture);
      FFmpegError.throwIfError(encoder.sendFrameSync(frame), 'encode picture');
      frame.free();
      drain();
    }
    encoder.sendFrameSync(null);
    drain();
    packet.free();
    encoder.freeContext();
  };
}

/** A film without sound. */
export function encodePictures(path: string, muxer: string, encoderName: string, seconds: number): void {
  const container = new FormatContext();
  FFmpegError.throwIfError(container.allocOutputContext2(null, muxer, path), 'muxer');
  const writePictures = addPictureTrack(container, encoderName, seconds);
  FFmpegError.throwIfError(container.openOutputSync(), 'file');
  FFmpegError.throwIfError(container.writeHeaderSync(), 'header');
  writePictures();
  FFmpegError.throwIfError(container.writeTrailerSync(), 'trailer');
  container.closeOutputSync();
}
