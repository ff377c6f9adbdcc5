import { expect, it } from 'vitest';
import { clientError, withClientErrors } from './client-failures.ts';
import { SonothequeError } from './failures.ts';

const failure = { code: 'no-permission', message: 'a.wav may not be read.', nextStep: 'Allow it.' };
const overTheLine = Object.assign(new Error('no-permission'), { code: 'FAILURE', data: failure });

it('gives a failure that came over a line back as what it was', () => {
  expect(clientError(overTheLine)).toMatchObject({ name: 'SonothequeError', failure });
});

it('puts an answer of the protocol in words', () => {
  const mapped = clientError(Object.assign(new Error('x'), { code: 'INTERNAL_SERVER_ERROR' }));
  expect(mapped).toBeInstanceOf(SonothequeError);
  expect(mapped).toMatchObject({ failure: { code: 'engine-fault' } });
});

it('leaves everything else alone', () => {
  const abort = new DOMException('stopped', 'AbortError');
  expect(clientError(abort)).toBe(abort);
  expect(clientError(undefined)).toBe(undefined);
  const malformed = Object.assign(new Error('x'), { code: 'FAILURE', data: { message: 3 } });
  expect(clientError(malformed)).toBe(malformed);
});

it('maps what a stream throws after its items', async () => {
  async function* stream() {
    yield 1;
    throw overTheLine;
  }
  const seen: number[] = [];
  await expect(
    (async () => {
      for await (const item of withClientErrors(stream())) seen.push(item);
    })(),
  ).rejects.toMatchObject({ failure });
  expect(seen).toEqual([1]);
});
