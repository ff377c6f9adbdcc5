/** Makes features for a large catalogue in large transactions that are not synced; only for copies that can be made again. */
import { openForWriting } from '../src-main/catalogue/database/open.ts';
import { embeddingLength } from '../src-main/catalogue/index.ts';
import { frameBytes, restoreFrames } from '../src-main/catalogue/vectors/quantized-frames.ts';
import { openFrameCategories } from '../src-main/encoder/index.ts';
import { packFeatures, shippedStarter } from '../src-main/suggestions/index.ts';

const SOUNDS_AT_ONCE = 5_000;

const starter = shippedStarter();
if (starter === null) throw new Error('No starter head comes along.');
const { db } = openForWriting(process.argv[2] ?? '');
for (const schema of ['main', 'idx']) db.pragma(`${schema}.synchronous = OFF`);
const categorize = openFrameCategories();
const sets = db.prepare<[number], { id: number; payloadId: number; modelId: number; frames: number; levels: Buffer }>(
  `SELECT v.id, v.payload_id AS payloadId, v.model_id AS modelId, v.frame_count AS frames, l.levels_db AS levels
   FROM idx.vector_sets v JOIN idx.frame_levels l ON l.vector_set_id = v.id
   WHERE v.id > ? ORDER BY v.id LIMIT ${SOUNDS_AT_ONCE}`,
);
const chunks = db
  .prepare<[number, number], Buffer>('SELECT frames FROM idx.vector_chunks WHERE id >= ? AND id < ? ORDER BY id')
  .pluck();
const put = db.prepare('INSERT OR REPLACE INTO idx.sound_features VALUES (?, ?, ?, ?)');
let last =
  db
    .prepare<[], number>(
      'SELECT coalesce(max(v.id), 0) FROM idx.sound_features f JOIN idx.vector_sets v USING (payload_id)',
    )
    .pluck()
    .get() ?? 0;
for (;;) {
  const rows = sets.all(last);
  if (rows.length === 0) break;
  db.transaction(() => {
    for (const { id, payloadId, modelId, frames, levels } of rows) {
      const bytes = Buffer.concat(chunks.all(id * 65_536, (id + 1) * 65_536));
      const embeddings = new Float32Array((bytes.length / frameBytes) * embeddingLength);
      restoreFrames(bytes, embeddings);
      const levelsDb = new Float32Array(Uint8Array.from(levels).buffer).subarray(0, frames);
      const packed = packFeatures(starter.features, { embeddings, levelsDb, frameCategories: categorize(embeddings) });
      put.run(modelId, payloadId, starter.features.version, packed ?? new Uint8Array());
      last = id;
    }
  })();
  console.log(last, process.cpuUsage().user / 1e6);
}
db.close();
