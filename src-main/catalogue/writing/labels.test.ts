import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { openForWriting } from '../database/open.ts';
import { modelVersion, pathName, temporaryFolder } from '../testing/fixtures.ts';
import { batchLimit, type NewLabel } from '../types.ts';
import { createFactBook } from './facts.ts';
import { createHistoryBook } from './history.ts';
import { createHistorySteps } from './history-steps.ts';
import { createLabelBook } from './label-book.ts';
import { createLabelCommands } from './labels.ts';
import { createModelBook } from './models.ts';
import { createNameStore } from './names.ts';
import { createSearchDocuments } from './search-documents.ts';
import { createSearchIndex } from './search-index.ts';
import { createWriteSession } from './session.ts';
import { createSoundRows } from './sound-rows.ts';
import { createSuggestionStore } from './suggestions.ts';

// Commands that a client sends a second time because it never got the answer to the first.

const origin = { author: 'editor', device: 'desk' };
let folder: ReturnType<typeof temporaryFolder>;
let db: Database;
let commands: ReturnType<typeof createLabelCommands>;
let history: ReturnType<typeof createHistorySteps>;
let ids: SoundId[];

beforeEach(() => {
  folder = temporaryFolder();
  ({ db } = openForWriting(join(folder.path, 'test.sonotheque')));
  db.pragma('synchronous = OFF');
  const session = createWriteSession(db);
  const labels = createLabelBook(session);
  commands = createLabelCommands(session, labels, createHistoryBook(session));
  const documents = createSearchDocuments(session, createSearchIndex(session), createNameStore(session));
  history = createHistorySteps({ session, labels, facts: createFactBook(session, documents) });
  createModelBook(session).register({ id: modelVersion, name: 'Test', lineage: {}, embeddingMean: null });
  db.prepare("INSERT INTO libraries (name, root, root_display, added_at) VALUES ('A', x'2f61', '/a', 0)").run();
  const rows = createSoundRows(session);
  const suggestions = createSuggestionStore(session);
  const hints = { sizeBytes: 1, modifiedNs: 1n, edgesHash: '' };
  ids = session.transact((revision) =>
    Array.from({ length: 4 }, (_, i) => {
      const id = rows.add({ libraryId: 1 as LibraryId, path: pathName(`${i}.wav`), hints }, revision);
      suggestions.put(id, 1, [{ category: 'DOORS', catId: null, probability: (i + 1) / 5, evidence: [] }]);
      return id;
    }),
  );
});
afterEach(() => {
  db.close();
  folder.remove();
});

const repeatable = (batchId: string) => ({ batchId, repeatable: true, action: 'label', detail: '' }) as const;
const undoing = () => ({ id: uuidv7(), direction: 'undo', repeatable: true }) as const;
const labelOf = (soundId: SoundId, category: string, source: NewLabel['source'] = 'human'): NewLabel => ({
  soundId,
  region: null,
  decision: { category, catId: null },
  source,
});
const current = () =>
  Object.fromEntries(
    (db.prepare('SELECT sound_id, category FROM current_labels').raw().all() as [number, string][]).map(
      ([id, category]) => [id, category],
    ),
  );
const eventCount = () => Number(db.prepare('SELECT count(*) FROM label_events').pluck().get());

describe('a labelling command sent twice', () => {
  it('is done once, even when much was decided in between', () => {
    const command = repeatable(uuidv7());
    const [a, b] = ids as [SoundId, SoundId];
    commands.label([labelOf(a, 'WATER'), labelOf(b, 'WATER')], origin, command, true);
    commands.label([labelOf(a, 'WIND')], origin, repeatable(uuidv7()), true);
    const events = eventCount();
    expect(commands.label([labelOf(a, 'WATER'), labelOf(b, 'WATER')], origin, command, true)).toEqual({
      changed: [],
      locked: [],
      begunBefore: true,
    });
    expect(commands.soundsOfCommand(command.batchId)).toEqual([a, b]);
    expect(current()).toEqual({ [a]: 'WIND', [b]: 'WATER' });
    expect(eventCount()).toBe(events);
  });

  it('says again what was locked', () => {
    const [a, b] = ids as [SoundId, SoundId];
    const other = { author: 'somebody else', device: 'desk' };
    commands.label([labelOf(a, 'WATER')], other, repeatable(uuidv7()), true);
    const command = repeatable(uuidv7());
    const machine = [labelOf(a, 'WIND', 'file-name'), labelOf(b, 'WIND', 'file-name')];
    expect(commands.label(machine, origin, command, true)).toMatchObject({ changed: [b], locked: [a] });
    history.stepPart(undoing(), other, null);
    expect(commands.label(machine, origin, command, true)).toMatchObject({ locked: [a] });
    expect(current()).toEqual({ [b]: 'WIND' });
  });

  it('does what a crash had left undone', () => {
    const command = repeatable(uuidv7());
    const [a, b] = ids as [SoundId, SoundId];
    commands.label([labelOf(a, 'WATER')], origin, command, false);
    commands.label([labelOf(a, 'WATER')], origin, command, false);
    commands.label([labelOf(b, 'WATER')], origin, command, true);
    expect(current()).toEqual({ [a]: 'WATER', [b]: 'WATER' });
    expect(eventCount()).toBe(2);
  });

  it('accepts no suggestion that came later, but the rest of what it had begun', () => {
    const command = repeatable(uuidv7());
    const [a, b, c, d] = ids as [SoundId, SoundId, SoundId, SoundId];
    expect(commands.acceptSuggestions([c], 0.5, origin, command, false)).toMatchObject({ changed: [c], locked: [] });
    expect(commands.acceptSuggestions([a, b, c, d], 0.5, origin, command, true)).toMatchObject({
      changed: [d],
      locked: [],
      begunBefore: true,
    });
    db.exec('UPDATE idx.suggestions SET probability = 0.9');
    expect(commands.acceptSuggestions([a, b], 0.5, origin, command, true)).toMatchObject({ changed: [] });
    expect(commands.soundsOfCommand(command.batchId)).toEqual([c, d]);
    expect(current()).toEqual({ [c]: 'DOORS', [d]: 'DOORS' });
  });

  it('takes back one command only, to its end', () => {
    const [a] = ids as [SoundId];
    const many = Array.from({ length: batchLimit + 5 }, (_, i) => ({
      ...labelOf(a, 'WATER'),
      region: { startSeconds: i, endSeconds: i + 1 },
    }));
    commands.label([labelOf(a, 'WIND')], origin, repeatable(uuidv7()), true);
    commands.label(many, origin, repeatable(uuidv7()), true);
    const undo = undoing();
    expect(history.stepPart(undo, origin, null).next).not.toBeNull();
    // The engine died here; the client asks again.
    expect(history.stepPart(undo, origin, null)).toMatchObject({ changed: [a], next: null });
    expect(history.stepPart(undo, origin, null)).toMatchObject({ changed: [], next: null });
    expect(current()).toEqual({ [a]: 'WIND' });
  });

  it('that found nothing to take back finds nothing later either', () => {
    const undo = undoing();
    history.stepPart(undo, origin, null);
    commands.label([labelOf(ids[0] as SoundId, 'WATER')], origin, repeatable(uuidv7()), true);
    expect(history.stepPart(undo, origin, null)).toMatchObject({ changed: [], entry: null });
    expect(current()).toEqual({ [ids[0] as SoundId]: 'WATER' });
  });

  it('leaves what a plain sequence leaves, whatever is repeated when', () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('label' as const),
        sounds: fc.uniqueArray(fc.nat(3), { minLength: 1 }),
        category: fc.constantFrom('WATER', 'WIND', 'RAIN'),
        brokenAfter: fc.nat(4),
      }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.record({ kind: fc.constant('again' as const), which: fc.nat(20) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        db.exec(`DELETE FROM current_labels; DELETE FROM label_events; DELETE FROM label_commands;
          DELETE FROM history_steps; DELETE FROM history_changes; DELETE FROM history`);
        const reference = createReference();
        const sent: (() => void)[] = [];
        for (const one of steps) {
          if (one.kind === 'again') {
            sent[one.which]?.();
          } else if (one.kind === 'undo') {
            const command = undoing();
            const send = () => history.stepPart(command, origin, null);
            send();
            sent.push(send);
            reference.undo();
          } else {
            const command = repeatable(uuidv7());
            const labels = one.sounds.map((i) => labelOf(ids[i] as SoundId, one.category));
            const send = () => {
              for (const [i, label] of labels.entries()) {
                commands.label([label], origin, command, i === labels.length - 1);
              }
            };
            // Broken off within; sent again at once, as a client that lost its connection does.
            for (const label of labels.slice(0, one.brokenAfter)) commands.label([label], origin, command, false);
            send();
            sent.push(send);
            reference.label(
              one.sounds.map((i) => ids[i] as SoundId),
              one.category,
            );
          }
          expect(current()).toEqual(reference.current());
        }
      }),
      { numRuns: 150 },
    );
  });
});

/** Labels and undo without ids: a stack of commands. */
function createReference() {
  const done: { readonly sounds: readonly SoundId[]; readonly category: string }[] = [];
  return {
    label: (sounds: readonly SoundId[], category: string) => done.push({ sounds, category }),
    undo: () => done.pop(),
    current: () => Object.fromEntries(done.flatMap(({ sounds, category }) => sounds.map((id) => [id, category]))),
  };
}
