import { describe, expect, it } from 'vitest';
import { Secrets } from './secrets.ts';

describe('a secret', () => {
  it('has 256 bits and is never the same twice', () => {
    const secrets = new Secrets(100);
    const given = Array.from({ length: 100 }, () => secrets.issue());
    expect(new Set(given).size).toBe(100);
    for (const secret of given) expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
  });

  it('is redeemed once', () => {
    const secrets = new Secrets(10);
    const [first, second] = [secrets.issue(), secrets.issue()];
    expect([first, first, second, second].map((secret) => secrets.redeem(secret))).toEqual([true, false, true, false]);
  });

  it('is valid until its time is over', () => {
    const secrets = new Secrets(10);
    const short = secrets.issue(1_000, 0);
    const lasting = secrets.issue(undefined, 0);
    expect(secrets.isValid(short, 999)).toBe(true);
    expect(secrets.isValid(short, 1_000)).toBe(false);
    expect(secrets.redeem(short, 1_000)).toBe(false);
    expect(secrets.redeem(lasting, 1e12)).toBe(true);
  });

  it('is forgotten where too many are asked for', () => {
    const secrets = new Secrets(2);
    const [first, second, third] = [secrets.issue(), secrets.issue(), secrets.issue()];
    expect([first, second, third].map((secret) => secrets.isValid(secret))).toEqual([false, true, true]);
  });

  it.each(['', 'a', 'A'.repeat(43), 'A'.repeat(1e6), '\u0000'.repeat(43), '\u{1F600}'.repeat(43), '../../etc/passwd'])(
    'is not guessed by %.60j',
    (guess) => {
      const secrets = new Secrets(10);
      secrets.issue();
      expect(secrets.isValid(guess)).toBe(false);
    },
  );

  it('is not guessed by a beginning, an end or another spelling of it', () => {
    const secrets = new Secrets(10);
    const secret = secrets.issue();
    const guesses = [
      secret.slice(0, -1),
      secret.slice(1),
      `${secret}A`,
      ` ${secret}`,
      `${secret}=`,
      secret.toUpperCase(),
    ];
    expect(guesses.some((guess) => secrets.isValid(guess))).toBe(false);
  });
});
