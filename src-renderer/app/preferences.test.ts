import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineClient } from '../../src-shared/contract/contract.ts';
import { defaultSettings, type Settings } from '../../src-shared/contract/settings.ts';
import { createPreferences } from './preferences.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function window(answer: (values: Partial<Settings>) => Promise<Settings>) {
  const asked: Partial<Settings>[] = [];
  const shown: Settings[] = [];
  const failures: string[] = [];
  const engine = {
    settings: {
      set: (values: Partial<Settings>) => {
        asked.push(values);
        return answer(values);
      },
    },
  } as unknown as EngineClient;
  const preferences = createPreferences(
    { engine, tell: (notice) => failures.push('message' in notice ? notice.message : notice.text) },
    (settings) => shown.push(settings),
  );
  return { ...preferences, asked, shown, failures };
}

it('shows a choice at once and tells the engine once of many', async () => {
  const { prefer, receive, asked, shown } = window(async (values) => ({ ...defaultSettings, ...values }));
  receive(defaultSettings);
  void prefer({ rowHeightPixels: 24 });
  const done = prefer({ rowHeightPixels: 36, thesaurus: false });
  expect(shown.at(-1)).toMatchObject({ rowHeightPixels: 36, thesaurus: false });
  await vi.advanceTimersByTimeAsync(1_000);
  await done;
  expect(asked).toEqual([{ rowHeightPixels: 36, thesaurus: false }]);
});

it('keeps its own choice while one of before is told, and follows other windows in the rest', async () => {
  const { prefer, receive, shown } = window(async () => new Promise<Settings>(() => undefined));
  receive(defaultSettings);
  void prefer({ theme: 'light' });
  await vi.advanceTimersByTimeAsync(1_000);
  receive({ ...defaultSettings, theme: 'dark', rowHeightPixels: 24 });
  expect(shown.at(-1)).toMatchObject({ theme: 'light', rowHeightPixels: 24 });
});

it('goes back to what the engine holds when it refuses', async () => {
  const { prefer, receive, shown, failures } = window(() => Promise.reject(new Error('no')));
  receive(defaultSettings);
  void prefer({ theme: 'light' });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(shown.at(-1)?.theme).toBe('system');
  expect(failures).toHaveLength(1);
});

it('sends what still waits when the window closes', () => {
  const { prefer, receive, send, asked } = window(async () => defaultSettings);
  receive(defaultSettings);
  void prefer({ thesaurus: false });
  void send();
  expect(asked).toEqual([{ thesaurus: false }]);
});
