/**
 * Process entry: decodes strangers' bytes for playing and rendering, and tells what stored frames were heard as. One command at a time; the sound read last stays
 * open, because the next piece is most often of it.
 */
import { SampleSource } from '../../audio/index.ts';
import { describeFailure, openChannel } from '../../children/index.ts';
import { openFrameCategories } from '../../encoder/index.ts';
import { renderFile } from '../rendering/render-file.ts';
import { pickChannels } from '../wave/pick-channels.ts';
import { writeSamples } from '../wave/sample-coding.ts';
import type { PlaybackCommand, PlaybackEvent, ReadCommand } from './protocol.ts';

/** Heads of the version asked for last. */
let heads: { readonly folder: string | null; readonly categoriesOf: ReturnType<typeof openFrameCategories> } | null =
  null;
let open: { readonly key: string; readonly source: SampleSource } | null = null;

function bytesOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

function sourceOf({ path, version }: ReadCommand): SampleSource {
  const file = bytesOf(path);
  const key = `${version} ${file.toString('base64')}`;
  if (open?.key === key) return open.source;
  forget();
  const source = new SampleSource(file);
  open = { key, source };
  return source;
}

function forget(): void {
  open?.source.close();
  open = null;
}

function read(command: ReadCommand): Uint8Array {
  const source = sourceOf(command);
  const planes = source.read(command.from, command.frames);
  return writeSamples(pickChannels(planes, command.channels, source.format.speakerMask), command.coding);
}

async function handle(command: PlaybackCommand): Promise<PlaybackEvent> {
  const { id } = command;
  try {
    if (command.kind === 'read') return { kind: 'piece', id, bytes: read(command) };
    if (command.kind === 'categorize') {
      const { assetsFolder: folder, embeddings } = command;
      if (heads?.folder !== folder) heads = { folder, categoriesOf: openFrameCategories(folder ?? undefined) };
      return { kind: 'categorized', id, probabilities: heads.categoriesOf(embeddings) };
    }
    forget();
    const moving = (done: number) => channel.send({ kind: 'moving', id, done });
    return { kind: 'rendered', id, ...(await renderFile({ ...command, path: bytesOf(command.path) }, moving)) };
  } catch (error) {
    forget();
    return { kind: 'failed', id, failure: describeFailure(error) };
  }
}

let last = Promise.resolve();
const channel = openChannel<PlaybackCommand, PlaybackEvent>((command) => {
  last = last.then(async () => channel.send(await handle(command)));
});
await channel.send({ kind: 'ready' });
