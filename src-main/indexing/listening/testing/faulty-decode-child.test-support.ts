/**
 * A decode child that goes wrong as the file's name says: `leak.wav`; or has the encode child go wrong: `encode-leak.wav`
 * sends one chunk whose first value is the number of the fault.
 */
import path from 'node:path';
import { openChannel } from '../../../children/index.ts';
import { type DecodeCommand, type DecodeEvent, MEL_BANDS, rowsOfBlocks } from '../protocol.ts';
import { commit, FAULTS, type Fault } from './faults.test-support.ts';

const NO_FORMAT = { container: 'wav', codec: 'pcm_s16le', sampleRateHz: 44_100, bitDepth: 16, channels: 1 };

function decoded(id: number, peaks: Uint8Array): DecodeEvent {
  return {
    kind: 'decoded',
    id,
    format: { ...NO_FORMAT, durationSeconds: 1 },
    payloadHash: '0'.repeat(32) as Extract<DecodeEvent, { kind: 'decoded' }>['payloadHash'],
    metadata: { entries: [], warnings: [] },
    pass: { loudness: { samplePeakDbfs: Number.NaN, integratedLufs: null }, peaks },
    cpuMilliseconds: 1,
  };
}

const channel = openChannel<DecodeCommand, DecodeEvent>((command) => {
  if (command.kind !== 'decode') return;
  const { id } = command;
  const { name } = path.parse(Buffer.from(command.path).toString());
  const inEncoder = name.startsWith('encode-');
  const fault = (inEncoder ? name.slice('encode-'.length) : name) as Fault;
  if (inEncoder) {
    const mel = new Float32Array(rowsOfBlocks(1) * MEL_BANDS);
    mel[0] = FAULTS.indexOf(fault);
    channel.send({ kind: 'chunk', id, blocks: 1, rows: rowsOfBlocks(1), mel, blockLevelsDb: new Float32Array(1) });
  } else if (fault === 'nonsense') {
    channel.send({
      kind: 'chunk',
      id,
      blocks: 2,
      rows: rowsOfBlocks(2),
      mel: new Float32Array(7),
      blockLevelsDb: new Float32Array(2),
    });
  } else {
    commit(fault);
  }
  channel.send(decoded(id, new Uint8Array(4)));
});
await channel.send({ kind: 'ready' });
