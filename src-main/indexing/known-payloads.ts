import type { ModelVersionId, PayloadHash, SoundId } from '../../src-shared/contract/identifiers.ts';
import type { Catalogue } from '../catalogue/index.ts';
import type { Listened } from './listening/index.ts';
import type { FoundFile } from './look-at-file.ts';

/**
 * Payloads whose products are stored and which this file may carry: its own before a re-tag, or a moved sound's; each
 * with a sound that has it.
 */
export async function knownPayloads(
  catalogue: Catalogue,
  file: FoundFile,
  edgesHash: string,
  { wasThere, modelVersion }: { readonly wasThere: boolean; readonly modelVersion: ModelVersionId },
): Promise<ReadonlyMap<PayloadHash, SoundId>> {
  const candidates = new Map<PayloadHash, SoundId>();
  if (wasThere) {
    const before = await catalogue.soundByPath(file.path);
    if (before?.payloadHash) candidates.set(before.payloadHash, before.id);
  }
  for (const { payloadHash, soundId } of await catalogue.findMoveCandidates({ sizeBytes: file.sizeBytes, edgesHash })) {
    candidates.set(payloadHash, soundId);
  }
  for (const candidate of [...candidates.keys()]) {
    if (!(await catalogue.hasVectors(candidate, modelVersion))) candidates.delete(candidate);
  }
  return candidates;
}

/** Demuxing tells a length by the container's clock; what decoding told of the same payload is exact. */
export async function withMeasuredLength(catalogue: Catalogue, listened: Listened, twin: SoundId): Promise<Listened> {
  const [row] = await catalogue.sounds([twin]);
  const durationSeconds = row?.format?.durationSeconds ?? listened.format.durationSeconds;
  return { ...listened, format: { ...listened.format, durationSeconds } };
}
