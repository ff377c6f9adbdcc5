import { existsSync } from 'node:fs';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { Catalogue } from '../../catalogue/index.ts';
import { findSound } from '../find-sound.ts';
import { parseDecision } from '../label-decision.ts';
import { labelOrigin } from '../label-origin.ts';
import { toSoundRecord } from '../records.ts';
import { procedures } from './procedures.ts';

export const labels = procedures.labels.router({
  set: procedures.labels.set.handler(async ({ input: { commandId, sounds, decision }, context: { parts } }) => {
    const parsed = decision === null ? null : parseDecision(decision);
    const ids = 'ids' in sounds ? sounds.ids : [await soundIdOf(parts.catalogue, sounds.path)];
    await parts.catalogue.label(
      ids.map((soundId) => ({ soundId, region: null, decision: parsed, source: 'human' })),
      labelOrigin(),
      commandId,
    );
    return (await parts.catalogue.sounds(ids)).map(toSoundRecord);
  }),
  accept: procedures.labels.accept.handler(
    async ({ input: { commandId, text, minProbability }, context: { parts } }) => {
      const { id, count } = await parts.catalogue.query({ text, unreviewed: true });
      try {
        const { changed } = await parts.catalogue.acceptSuggestions(
          { resultSetId: id },
          minProbability,
          labelOrigin(),
          commandId,
        );
        return { accepted: changed.length, matched: count };
      } finally {
        await parts.catalogue.releaseResultSet(id);
      }
    },
  ),
  undo: procedures.labels.undo.handler(async ({ input: { commandId }, context: { parts } }) => {
    const { changed } = await parts.catalogue.undoLastLabel(labelOrigin(), undefined, commandId);
    return { undone: changed.length };
  }),
});

/** @throws SonothequeError `not-in-catalogue`, `missing-file` */
async function soundIdOf(catalogue: Catalogue, file: string): Promise<SoundId> {
  const known = await findSound(catalogue, file);
  if (known) return known.id;
  throw new SonothequeError(
    existsSync(file)
      ? {
          code: 'not-in-catalogue',
          message: `“${file}” is not in the catalogue.`,
          nextStep: 'Index the folder it lies in first.',
        }
      : { code: 'missing-file', message: `There is no file “${file}”.`, nextStep: 'Check the spelling.' },
  );
}
