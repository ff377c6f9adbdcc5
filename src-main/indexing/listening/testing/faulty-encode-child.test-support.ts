/** An encode child that goes wrong as the first value of a chunk says. */
import { openChannel } from '../../../children/index.ts';
import { CATEGORY_VALUES, EMBEDDING_VALUES, type EncodeCommand, type EncodeEvent } from '../protocol.ts';
import { commit, FAULTS } from './faults.test-support.ts';

const channel = openChannel<EncodeCommand, EncodeEvent>((command) => {
  if (command.kind === 'open') {
    channel.send({
      kind: 'opened',
      backend: 'onnxruntime-cpu',
      precision: 'int8',
      modelVersion: 'test',
      why: 'a test',
    });
    return;
  }
  const fault = FAULTS[command.mel[0] ?? 0] ?? 'none';
  const values = fault === 'nonsense' ? 3 * EMBEDDING_VALUES : EMBEDDING_VALUES;
  commit(fault);
  // What is no number is allowed data.
  const embeddings = new Float32Array(values).fill(Number.NaN);
  const categories = new Float32Array((values / EMBEDDING_VALUES) * CATEGORY_VALUES);
  channel.send({ kind: 'encoded', id: command.id, embeddings, categories, cpuMilliseconds: 1 });
});
