import { access } from 'node:fs/promises';
import path from 'node:path';
import type { SoundId } from '../../../src-shared/contract/identifiers.ts';
import type { ListPlan, ListRow } from '../../../src-shared/contract/label-lists.ts';
import { type ListRowKind, listRowKinds, takenKinds } from '../../../src-shared/label-lists/index.ts';
import { ucsInForce } from '../../../src-shared/ucs/index.ts';
import type { Catalogue, NewLabel, StandingLabel } from '../../catalogue/index.ts';
import type { Decision } from '../label-decision.ts';
import { createBreathing } from '../lists/breathing.ts';
import type { ListText } from '../lists/list-text.ts';
import { decidedRow, hintsFor } from './decided-row.ts';
import { findListed } from './find-listed.ts';
import { createListWarnings } from './list-warnings.ts';
import { type ListedLabel, readListedLabels } from './listed-labels.ts';
import { isWanted } from './wanted-confidence.ts';

export type ListRequest = {
  readonly name: string;
  /** The sheets of a workbook, or one text. */
  readonly texts: readonly ListText[];
  /** Absolute. */
  readonly soundsFolder: string | null;
  readonly confidence: string | null;
};

/** What importing a list would do, line by line, and what it needs for that. */
export type PlannedList = {
  readonly plan: Omit<ListPlan, 'id'>;
  readonly rows: readonly ListRow[];
  readonly labels: readonly NewLabel[];
};

type Row = { -readonly [Key in keyof ListRow]: ListRow[Key] };
/** A line that says something understandable of a sound. */
type Open = {
  readonly row: Row;
  readonly listed: ListedLabel;
  readonly decision: Decision;
  readonly otherVersion: string | null;
};

/** Beyond that, nobody reads what each means; the first ones are helped. */
const MOST_HINTED = 300;
const MOST_LOOKED_FOR = 5_000;
const LABELS_AT_ONCE = 1_000;

/**
 * Says what importing a list would do. Whatever is wrong with a line is said of that line, and the rest goes on.
 * @throws SonothequeError `list-without-columns`
 */
export async function planList(catalogue: Catalogue, request: ListRequest): Promise<PlannedList> {
  const ucs = ucsInForce();
  const { columns, rows: listedRows } = readListedLabels(request.texts, request.name);
  const breathe = createBreathing();
  const rows: Row[] = [];
  const understood: Open[] = [];
  const hints = new Map<string, string>();
  for await (const listed of listedRows()) {
    const row: Row = {
      line: listed.line,
      kind: 'unreadable',
      path: listed.path,
      written: [listed.category, listed.subCategory, listed.catId].filter(Boolean).join(' ').slice(0, 200),
      becomes: null,
      reason: listed.fault,
    };
    rows.push(row);
    if (listed.fault === null) {
      const decided = decidedRow(listed, ucs);
      if (decided.kind === 'decided') {
        if (isWanted(listed.confidence, request.confidence)) understood.push({ row, listed, ...decided });
        else row.kind = 'left-out';
      } else {
        row.kind = decided.kind === 'nothing' ? 'unreadable' : decided.kind;
        row.reason = decided.reason;
        if (decided.kind === 'unknown') {
          const said = row.written;
          if (!hints.has(said)) hints.set(said, hints.size < MOST_HINTED ? hintsFor(listed, ucs) : '');
          row.reason = `${decided.reason} ${hints.get(said) ?? ''}`.trim();
        }
      }
    }
    await breathe();
  }
  const labels = await settle(catalogue, understood, request.soundsFolder);
  const counts = Object.fromEntries(listRowKinds.map((kind) => [kind, 0])) as { [Kind in ListRowKind]: number };
  for (const { kind } of rows) {
    counts[kind] += 1;
    await breathe();
  }
  const list = createListWarnings();
  for (const one of understood) {
    if (takenKinds.includes(one.row.kind) || one.row.kind === 'same') list.note(one);
    await breathe();
  }
  const sounds = new Set<SoundId>();
  for (const { soundId } of labels) {
    sounds.add(soundId);
    await breathe();
  }
  return {
    plan: { name: request.name, rows: rows.length, counts, sounds: sounds.size, warnings: list.warnings(), columns },
    rows,
    labels,
  };
}

/** Finds the sounds, and says of each line what becomes of it. */
async function settle(catalogue: Catalogue, open: readonly Open[], soundsFolder: string | null): Promise<NewLabel[]> {
  const found = await findListed(
    catalogue,
    open.map(({ listed }) => listed),
    soundsFolder,
  );
  const breathe = createBreathing();
  const bySubject = new Map<string, { readonly soundId: SoundId; readonly lines: Open[] }>();
  let lookedFor = 0;
  for (const [place, one] of open.entries()) {
    const ids = found[place] ?? [];
    const [soundId] = ids;
    if (soundId === undefined) {
      const file = path.resolve(soundsFolder ?? '/', one.listed.path);
      const canLook = path.isAbsolute(one.listed.path) || soundsFolder !== null;
      lookedFor += canLook ? 1 : 0;
      if (canLook && lookedFor <= MOST_LOOKED_FOR && !(await isThere(file))) {
        one.row.kind = 'missing-file';
        one.row.reason = 'There is no such file, and no sound of the catalogue whose path ends like this.';
      } else {
        one.row.kind = 'not-in-catalogue';
        one.row.reason = 'No sound of the catalogue has this path, or ends like it.';
      }
    } else if (ids.length > 1) {
      one.row.kind = 'several-sounds';
      one.row.reason = `${ids.length} sounds of the catalogue have paths that end like this.`;
    } else {
      const { region } = one.listed;
      const key = region === null ? `${soundId}` : `${soundId} ${region.startSeconds} ${region.endSeconds}`;
      const subject = bySubject.get(key) ?? { soundId, lines: [] };
      subject.lines.push(one);
      bySubject.set(key, subject);
    }
    await breathe();
  }
  const soundIds = new Set<SoundId>();
  for (const { soundId } of bySubject.values()) {
    soundIds.add(soundId);
    await breathe();
  }
  const standing = await standingLabels(catalogue, [...soundIds]);
  const labels: NewLabel[] = [];
  for (const [key, { soundId, lines }] of bySubject) {
    const label = settleSubject(soundId, lines, standing.get(key));
    if (label !== null) labels.push(label);
    await breathe();
  }
  return labels;
}

/** All lines about one sound, or one region of it: what they agree upon is compared with the label that stands. */
function settleSubject(soundId: SoundId, lines: readonly Open[], standing: StandingLabel | undefined): NewLabel | null {
  const categories = new Set(lines.map(({ decision }) => decision.category));
  const catIds = new Set(lines.flatMap(({ decision }) => decision.catId ?? []));
  if (categories.size > 1 || catIds.size > 1) {
    for (const { row, decision } of lines) {
      const others = lines.filter(
        (other) => other.decision.category !== decision.category || other.decision.catId !== decision.catId,
      );
      row.kind = 'contradiction';
      row.reason = `Line ${others[0]?.row.line} says ${others[0] && wordsOf(others[0].decision)} of the same sound; neither is taken.`;
    }
    return null;
  }
  // One that names the subcategory says more than one that doesn't.
  const chosen = lines.find(({ decision }) => decision.catId !== null) ?? lines[0];
  if (chosen === undefined) return null;
  for (const { row } of lines) {
    if (row === chosen.row) continue;
    row.kind = 'repeated';
    row.reason = `Line ${chosen.row.line} says it.`;
  }
  const { row, listed, decision, otherVersion } = chosen;
  const source = listed.source.toLowerCase() === 'human' ? 'human' : 'import';
  if (standing !== undefined) {
    const isSame = standing.category === decision.category && standing.catId === decision.catId;
    if (isSame && (standing.source === 'human' || source === 'import')) {
      row.kind = 'same';
      return null;
    }
    if (!isSame && standing.source === 'human') {
      row.kind = 'person';
      row.reason =
        standing.category === null
          ? `${standing.author} took the label off this sound. That stays.`
          : `${standing.author} said ${wordsOf({ category: standing.category, catId: standing.catId })}. That stays.`;
      return null;
    }
  }
  row.becomes = wordsOf(decision);
  if (otherVersion !== null) {
    row.kind = 'other-version';
    row.reason = otherVersion;
  } else if (standing === undefined || standing.category === null) row.kind = 'label';
  else {
    row.kind = 'relabel';
    row.reason = `It was ${wordsOf({ category: standing.category, catId: standing.catId })}, which no person said.`;
  }
  return {
    soundId,
    region: listed.region,
    decision,
    source,
    yields: true,
    ...(listed.author === '' ? {} : { author: listed.author }),
    ...(listed.device === '' ? {} : { device: listed.device }),
  };
}

async function standingLabels(
  catalogue: Catalogue,
  soundIds: readonly SoundId[],
): Promise<ReadonlyMap<string, StandingLabel>> {
  const standing = new Map<string, StandingLabel>();
  for (let at = 0; at < soundIds.length; at += LABELS_AT_ONCE) {
    for (const label of await catalogue.standingLabels(soundIds.slice(at, at + LABELS_AT_ONCE))) {
      const { soundId, region } = label;
      standing.set(region === null ? `${soundId}` : `${soundId} ${region.startSeconds} ${region.endSeconds}`, label);
    }
  }
  return standing;
}

const wordsOf = ({ category, catId }: Decision): string => (catId === null ? category : `${category} (${catId})`);

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );
