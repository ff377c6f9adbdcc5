import { describe, expect, it, vi } from 'vitest';
import { checkForUpdates, releasesAddress } from './updates.ts';

const address = 'https://api.github.com/repos/somebody/sonotheque/releases/latest';
const answering = (body: unknown, status = 200) =>
  vi.fn<typeof fetch>(async () => new Response(JSON.stringify(body), { status }));
const release = (tag: string) => ({
  tag_name: tag,
  html_url: `https://github.com/somebody/sonotheque/releases/${tag}`,
});

describe('the place of releases', () => {
  it('is that of the project’s page', () => {
    expect(releasesAddress('https://github.com/somebody/sonotheque')).toBe(address);
    expect(releasesAddress('https://github.com/somebody/sonotheque.git#readme')).toBe(address);
  });

  it.each([undefined, '', 'http://github.com/a/b', 'https://elsewhere.org/a/b', 'https://github.com/a'])(
    'is not known from %s',
    (page) => expect(releasesAddress(page)).toBeNull(),
  );
});

describe('a check for updates', () => {
  it('tells of a newer version and where it is', async () => {
    expect(await checkForUpdates(address, '0.9.0', answering(release('v0.10.0')))).toEqual({
      kind: 'newer',
      version: '0.10.0',
      page: 'https://github.com/somebody/sonotheque/releases/v0.10.0',
    });
  });

  it('tells that this is the newest', async () => {
    for (const tag of ['v0.9.0', '0.8.12'])
      expect(await checkForUpdates(address, '0.9.0', answering(release(tag)))).toEqual({
        kind: 'newest',
        version: '0.9.0',
      });
  });

  it('says in a sentence that it could not be told: refused, offline, garbled', async () => {
    const offline = vi.fn<typeof fetch>(() => Promise.reject(new Error('offline')));
    for (const request of [answering({}, 404), answering({ tag_name: 1 }), offline])
      expect(await checkForUpdates(address, '0.9.0', request)).toMatchObject({
        kind: 'failed',
        message: 'Nobody could tell whether there is a newer version.',
      });
  });

  it('asks nobody where it knows no place', async () => {
    const request = answering({});
    expect(await checkForUpdates(null, '0.9.0', request)).toMatchObject({ kind: 'failed' });
    expect(request).not.toHaveBeenCalled();
  });
});
