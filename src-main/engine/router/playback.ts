import path from 'node:path';
import type { RenderedFile } from '../../../src-shared/contract/playback.ts';
import { fileNameFrom } from '../../../src-shared/session/index.ts';
import type { SoundRow } from '../../catalogue/index.ts';
import { placeFile } from '../rendering/place-file.ts';
import { planRender } from '../rendering/plan-render.ts';
import { extensionOf, nameOf, renderedName } from '../rendering/rendered-names.ts';
import { soundRow } from '../sound-row.ts';
import { procedures } from './procedures.ts';

export const playback = procedures.playback.router({
  render: procedures.playback.render.handler(
    async ({ input: { id, folder, name, ...options }, context: { parts }, signal }) => {
      const row = await soundRow(parts.catalogue, id);
      const plan = planRender(row, nameOf(row), options);
      const place = await placeFile(parts.decoders, {
        source: row.path.bytes,
        plan,
        folder,
        name: name === undefined ? renderedName(row, plan) : fileNameFrom(name, extensionOf(row, plan)),
        ...(signal && { signal }),
      });
      return { ...fileAt(place), rendered: plan.command !== null };
    },
  ),
  prepare: procedures.playback.prepare.handler(async ({ input: { id, ...options }, context: { parts }, signal }) => {
    const row = await soundRow(parts.catalogue, id);
    const plan = planRender(row, nameOf(row), options);
    if (!plan.command) return ownFile(row);
    const place = await parts.renders.file(row.path.bytes, plan, renderedName(row, plan), signal);
    return { ...fileAt(place), rendered: true };
  }),
});

function fileAt(place: string): Omit<RenderedFile, 'rendered'> {
  return { path: place, pathBase64: Buffer.from(place).toString('base64'), name: path.basename(place) };
}

function ownFile(row: SoundRow): RenderedFile {
  const pathBase64 = Buffer.from(row.path.bytes).toString('base64');
  return { path: row.path.display, pathBase64, name: nameOf(row), rendered: false };
}
