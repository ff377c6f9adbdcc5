import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { SoundRecord } from '../../../src-shared/contract/sounds.ts';
import { nameOfPath } from '../../components/index.ts';
import type { Part } from './sounds-meant.ts';

/** Where a sound, or a part of it with handles, can be fetched as a file to keep. */
export function renderAddress(id: SoundId, part: Part | null, handlesSeconds: number): string {
  if (part === null) return `/render/${id}`;
  const seconds = (value: number): string => String(Number(Math.max(0, value).toFixed(6)));
  const query = new URLSearchParams({ from: seconds(part.startSeconds), to: seconds(part.endSeconds) });
  if (handlesSeconds > 0) query.set('handles', seconds(handlesSeconds));
  return `/render/${id}?${query}`;
}

/** What a dragged file is called; the engine's own name where it is fetched otherwise. No colon: it would end the name. */
export function draggedName({ path }: Pick<SoundRecord, 'path'>, part: Part | null): string {
  const name = nameOfPath(path).replaceAll(':', '_');
  if (part === null) return name;
  const stem = name.replace(/\.[^.]*$/u, '');
  return `${stem} ${part.startSeconds.toFixed(2)}-${part.endSeconds.toFixed(2)}.wav`;
}
