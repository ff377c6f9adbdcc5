import type { Database } from 'better-sqlite3';
import type { LibraryId, SoundId } from '../../../src-shared/contract/identifiers.ts';
import { putUcsListInForce, type UcsList } from '../../../src-shared/ucs/index.ts';
import type { AskedPlace, Library, SoundPlace, StandingLabel } from '../types.ts';
import { ucsListSetting } from '../ucs-list-setting.ts';
import { inNoRemovedLibrary } from './libraries.ts';
import { pathNameOf, relativeTo } from './paths.ts';
import { type LabelRow, labelColumns, labelOf } from './rows.ts';

type StandingRow = Omit<LabelRow, 'category'> & { readonly soundId: SoundId; readonly category: string | null };
type PlaceRow = {
  readonly id: SoundId;
  readonly libraryId: LibraryId;
  readonly path: Buffer;
  readonly displayPath: string | null;
};

/** What lists of labels are made of and matched with. */
export function createListReader(db: Database, libraries: () => readonly Library[]) {
  const standing = db.prepare<[string], StandingRow>(
    `SELECT c.sound_id AS soundId, ${labelColumns}
     FROM json_each(?) j CROSS JOIN current_labels c ON c.sound_id = j.value JOIN label_events e ON e.id = c.event_id
     ORDER BY j.key, c.region_start_seconds, c.region_end_seconds`,
  );
  const withThese = db.prepare<[string, string], StandingRow>(
    `SELECT c.sound_id AS soundId, ${labelColumns}
     FROM current_labels c JOIN label_events e ON e.id = c.event_id JOIN sounds s ON s.id = c.sound_id
     WHERE s.${inNoRemovedLibrary} AND c.category IS NOT NULL AND (lower(e.cat_id) IN (SELECT value FROM json_each(?))
       OR (e.cat_id IS NULL AND c.category IN (SELECT value FROM json_each(?))))
     ORDER BY c.sound_id, c.region_start_seconds, c.region_end_seconds`,
  );
  const counts = db.prepare<[], { category: string; catId: string; labels: number }>(
    `SELECT c.category, coalesce(e.cat_id, '') AS catId, count(*) AS labels
     FROM current_labels c JOIN label_events e ON e.id = c.event_id JOIN sounds s ON s.id = c.sound_id
     WHERE s.${inNoRemovedLibrary} AND c.category IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const idAt = db
    .prepare<[LibraryId, Uint8Array], SoundId>('SELECT id FROM sounds WHERE library_id = ? AND path = ?')
    .pluck();
  const places = db.prepare<[number, number], PlaceRow>(
    `SELECT id, library_id AS libraryId, path, display_path AS displayPath FROM sounds
     WHERE id > ? AND ${inNoRemovedLibrary} ORDER BY id LIMIT ?`,
  );
  const setting = db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck();

  const soundsAt = ({ absolute, relative }: AskedPlace, roots: readonly Library[]): readonly SoundId[] => {
    for (const path of absolute) {
      for (const bytes of spellingsOf(path)) {
        for (const { id: libraryId, root } of roots) {
          const below = relativeTo(root.bytes, bytes);
          const id = below === null ? undefined : idAt.get(libraryId, below);
          if (id !== undefined) return [id];
        }
      }
    }
    for (const { path, library } of relative) {
      const among = library === null ? roots : roots.filter(({ name }) => name === library);
      const ids = among.flatMap(({ id: libraryId }) =>
        spellingsOf(path).flatMap((bytes) => idAt.get(libraryId, bytes) ?? []),
      );
      if (ids.length > 0) return [...new Set(ids)];
    }
    return [];
  };

  const settingText = (name: string): string | null => setting.get(name) ?? null;
  const readUcsList = (): void => {
    const text = settingText(ucsListSetting);
    putUcsListInForce(text === null ? null : (JSON.parse(text) as UcsList));
  };
  readUcsList();

  return {
    standingLabels: (ids: readonly SoundId[]): StandingLabel[] => standing.all(JSON.stringify(ids)).map(standingOf),
    labelsWith: (catIds: readonly string[], categories: readonly string[]): StandingLabel[] =>
      withThese.all(JSON.stringify(catIds), JSON.stringify(categories)).map(standingOf),
    labelCounts: () => counts.all(),
    soundsAt: (asked: readonly AskedPlace[]): (readonly SoundId[])[] => {
      const innermostFirst = [...libraries()].sort((a, b) => b.root.bytes.length - a.root.bytes.length);
      return asked.map((one) => soundsAt(one, innermostFirst));
    },
    soundPlaces: (after: SoundId | null, limit: number): SoundPlace[] =>
      places.all(after ?? 0, limit).map(({ id, libraryId, path, displayPath }) => ({
        id,
        libraryId,
        path: pathNameOf(path, displayPath).display,
      })),
    settingText,
    readUcsList,
  };
}

function standingOf({ soundId, category, ...row }: StandingRow): StandingLabel {
  const { locked: _, ...label } = labelOf({ ...row, category: category ?? '' });
  return { ...label, soundId, category };
}

/** A path's bytes, and where it holds `\xNN`, as we show bytes that are no text, those that it stands for. */
function spellingsOf(path: string): readonly Uint8Array[] {
  const plain = Buffer.from(path, 'utf8');
  if (!/\\x[0-9a-f]{2}/u.test(path)) return [plain];
  const parts = path
    .split(/(\\x[0-9a-f]{2})/u)
    .map((part) => (/^\\x[0-9a-f]{2}$/u.test(part) ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part)));
  return [plain, Buffer.concat(parts)];
}
