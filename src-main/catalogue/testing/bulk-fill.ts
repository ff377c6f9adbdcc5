import type { LibraryId, ModelVersionId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { LabelSource } from '../../../src-shared/contract/suggestions.ts';
import { openForWriting } from '../database/open.ts';
import type { FailedSound, ListenedSound, NewLabel } from '../types.ts';
import { composeWritingCommands } from '../writing/commands.ts';
import { refreshSearchText } from '../writing/search-text-refresh.ts';
import { pathName } from './fixtures.ts';

/** A sound as a generator makes it. */
export type BulkSound = {
  readonly listened: ListenedSound;
  readonly addedAt: Date;
  readonly label: { readonly decision: NewLabel['decision']; readonly source: LabelSource } | null;
  /** `failed`: as if it could not be listened to. */
  readonly status: 'indexed' | 'failed' | 'missing';
};

export type BulkCatalogue = {
  readonly addLibrary: (name: string, root: string) => LibraryId;
  /** In one transaction; some thousand at a time go fastest. */
  readonly store: (sounds: readonly BulkSound[]) => void;
  readonly close: () => void;
};

/**
 * Fills a catalogue by the same commands as the writer thread, in this thread, in large transactions that are not synced:
 * a million sounds take minutes instead of hours. Only for catalogues that can be made again.
 */
export function openForBulkFilling(path: string, modelVersion: ModelVersionId): BulkCatalogue {
  const { db } = openForWriting(path);
  for (const schema of ['main', 'idx']) {
    db.pragma(`${schema}.synchronous = OFF`);
    db.pragma(`${schema}.cache_size = -400000`);
  }
  // Marks the empty full text as filled by the rules of now; else the first opening would fill it again.
  refreshSearchText(db);
  const commands = composeWritingCommands(db, () => {});
  commands.registerModelVersion({ id: modelVersion, name: modelVersion, lineage: null, embeddingMean: null });

  const setAdded = db.prepare('UPDATE sounds SET added_at = ? WHERE id = ?');
  const setMissing = db.prepare('UPDATE sounds SET missing = 1 WHERE id = ?');
  const store = (sounds: readonly BulkSound[]): void => {
    const heard = sounds.filter(({ status }) => status !== 'failed');
    const stored = commands.storeListened(heard.map(({ listened }) => listened));
    const soundIdAt = (i: number): SoundId => {
      const soundId = stored[i]?.soundId;
      if (soundId === undefined) throw new Error('A sound was not stored.');
      return soundId;
    };
    heard.forEach(({ addedAt, status }, i) => {
      setAdded.run(addedAt.getTime(), soundIdAt(i));
      if (status === 'missing') setMissing.run(soundIdAt(i));
    });
    commands.recordFailures(sounds.filter(({ status }) => status === 'failed').map(failureOf));
    const decisions = heard.flatMap(({ label }, i) =>
      label === null ? [] : [{ ...label, soundId: soundIdAt(i), region: null }],
    );
    const command = { batchId: crypto.randomUUID(), repeatable: false, action: 'label', detail: '' } as const;
    commands.label(decisions, { author: 'editor', device: 'bench' }, command, true);
  };

  return {
    addLibrary: (name, root) => commands.addLibrary({ name, root: pathName(root) }),
    store: db.transaction(store),
    close: () => {
      // What a reader plans its queries by.
      db.pragma('optimize = 0x10012');
      for (const schema of ['main', 'idx']) db.pragma(`${schema}.journal_mode = DELETE`);
      db.close();
    },
  };
}

const failureOf = ({ listened: { libraryId, path, hints } }: BulkSound): FailedSound => ({
  libraryId,
  path,
  hints,
  failure: {
    code: 'not-audio',
    message: 'This file holds no sound.',
    nextStep: 'Play it elsewhere; if it plays there, report it.',
  },
});
