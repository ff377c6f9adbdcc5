import { AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, FFmpegError, type FormatContext, type Packet, type Stream } from 'node-av/lib';

/** Writes what an encoder has ready into its stream. */
export function writeReadyPackets(
  encoder: CodecContext,
  packet: Packet,
  stream: Stream,
  container: FormatContext,
): void {
  for (;;) {
    const received = encoder.receivePacketSync(packet);
    if (received === AVERROR_EAGAIN || received === AVERROR_EOF) return;
    FFmpegError.throwIfError(received, 'encode');
    packet.streamIndex = stream.index;
    packet.rescaleTs(encoder.timeBase, stream.timeBase);
    FFmpegError.throwIfError(container.interleavedWriteFrameSync(packet), 'write');
  }
}
