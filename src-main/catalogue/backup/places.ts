import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Days that have a backup, of which the newest is kept. */
const daysKept = 7;

/** One backup as its name tells it. */
export type BackupName = {
  readonly file: string;
  /** `YYYY-MM-DD`, in the time zone of the machine that made it. */
  readonly day: string;
  /** 1 for the first of a day. */
  readonly number: number;
};

/** The folder of a catalogue's backups; it need not exist. */
export const backupFolderOf = (cataloguePath: string): string => `${cataloguePath}-backups`;

/** The day of a moment as people here count it: `YYYY-MM-DD`. */
export const dayOf = (moment: Date): string =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');

/** What lies in the folder, newest first, by name only. */
export function namedBackups(cataloguePath: string): readonly BackupName[] {
  const folder = backupFolderOf(cataloguePath);
  if (!existsSync(folder)) return [];
  const stem = stemOf(cataloguePath);
  return readdirSync(folder)
    .flatMap((name): BackupName[] => {
      if (!name.startsWith(`${stem}-`)) return [];
      const [, day, number] = /^(\d{4}-\d\d-\d\d)(?:-(\d+))?\.sonotheque$/u.exec(name.slice(stem.length + 1)) ?? [];
      return day === undefined ? [] : [{ file: join(folder, name), day, number: Number(number ?? 1) }];
    })
    .sort((a, b) => (a.day === b.day ? b.number - a.number : a.day < b.day ? 1 : -1));
}

/** The days that have a backup, newest first. */
export const backupDays = (cataloguePath: string): readonly string[] => [
  ...new Set(namedBackups(cataloguePath).map(({ day }) => day)),
];

/** A name for the next backup of a day. */
export function nextBackupFile(cataloguePath: string, day: string): string {
  const newest = namedBackups(cataloguePath).find((backup) => backup.day === day);
  const number = newest === undefined ? '' : `-${newest.number + 1}`;
  return join(backupFolderOf(cataloguePath), `${stemOf(cataloguePath)}-${day}${number}.sonotheque`);
}

/**
 * Backups that are not needed once the newest has proved good: those of all but the seven newest days, and earlier ones of
 * a day that hold no more labels than its newest.
 *
 * @param backups newest first
 */
export function superfluous<Named extends BackupName & { readonly labels: number }>(
  backups: readonly Named[],
): readonly Named[] {
  const days = [...new Set(backups.map(({ day }) => day))].slice(0, daysKept);
  return backups.filter((backup) => {
    if (!days.includes(backup.day)) return true;
    const newest = backups.find(({ day }) => day === backup.day);
    return newest !== undefined && newest !== backup && newest.labels >= backup.labels;
  });
}

const stemOf = (cataloguePath: string): string => basename(cataloguePath).replace(/\.sonotheque$/u, '');
