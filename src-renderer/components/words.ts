/** Numbers as a person reads them. */
const counts = new Intl.NumberFormat('en');

/** `214,903`. */
export const countWords = (count: number): string => counts.format(count);

/** `1 file`, `2,000 files`. */
export const countOf = (count: number, one: string, many = `${one}s`): string =>
  `${countWords(count)} ${count === 1 ? one : many}`;

/** Length of a sound in a table: `2.41 s`, `1:02.4`, `1:02:03`. */
export function durationWords(seconds: number): string {
  if (seconds < 59.995) return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
  if (seconds < 3_599.95) {
    const tenths = Math.round(seconds * 10);
    return `${Math.floor(tenths / 600)}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 3_600)}:${String(Math.floor(whole / 60) % 60).padStart(2, '0')}:${String(whole % 60).padStart(2, '0')}`;
}

/** A place in a sound: `0:01.204`. */
export function positionWords(seconds: number): string {
  const milliseconds = Math.max(0, Math.round(seconds * 1_000));
  const hours = Math.floor(milliseconds / 3_600_000);
  const minutes = Math.floor(milliseconds / 60_000) % 60;
  const rest = ((milliseconds % 60_000) / 1_000).toFixed(3).padStart(6, '0');
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${rest}` : `${minutes}:${rest}`;
}

/** `96 kHz`, `44.1 kHz`. */
export const rateWords = (hertz: number): string => `${Number((hertz / 1_000).toFixed(3))} kHz`;

/** Time that work still takes: `about 3 min`. */
export function remainingWords(seconds: number): string {
  if (seconds < 5) return 'a few seconds';
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} s`;
  if (seconds < 5_400) return `about ${Math.max(1, Math.round(seconds / 60))} min`;
  return `about ${Number((seconds / 3_600).toFixed(1))} h`;
}

/** `92 %`; never 0 or 100 where it isn't quite. */
export function percentWords(share: number): string {
  const percent = Math.round(share * 100);
  if (percent === 0 && share > 0) return '< 1 %';
  return `${percent === 100 && share < 1 ? 99 : percent} %`;
}

/** Last part of a path, whichever way its separators lean. */
export const nameOfPath = (path: string): string =>
  path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);

/** The folder that a path lies in. */
export const folderOfPath = (path: string): string =>
  path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'), 0));

/** A level or a difference of levels: `−18.4 LUFS`, `+3.0 dB`. */
export function decibelWords(value: number, unit: string, signed = false): string {
  const rounded = Math.round(value * 10) / 10;
  const sign = rounded < 0 ? '−' : signed && rounded > 0 ? '+' : '';
  return `${sign}${Math.abs(rounded).toFixed(1)} ${unit}`;
}

/** Size of a file: `812 kB`, `4.2 MB`. */
export function bytesWords(bytes: number): string {
  if (bytes < 1_000_000) return `${countWords(Math.max(1, Math.round(bytes / 1_000)))} kB`;
  const [size, unit] = bytes < 1_000_000_000 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${size < 10 ? size.toFixed(1) : countWords(Math.round(size))} ${unit}`;
}

const moments = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment as a person reads it: `Nov 23, 2026, 11:30 AM`. */
export const momentWords = (date: Date): string => moments.format(date);
