import { describe, expect, it } from 'vitest';
import { WorkPermit } from './work-permit.ts';

describe('a work permit', () => {
  it('lets work begin once it is allowed', async () => {
    const permit = new WorkPermit();
    expect(permit.allowed).toBe(false);
    const asked = permit.whenAllowed();
    permit.allow();
    expect(await asked).toBe(true);
    expect(permit.piece.aborted).toBe(false);
  });

  it('gives up the piece in hand when withheld, and the next piece is a new one', async () => {
    const permit = new WorkPermit();
    permit.allow();
    const piece = permit.piece;
    permit.withhold();
    expect(piece.aborted).toBe(true);
    expect(permit.ended.aborted).toBe(false);
    const asked = permit.whenAllowed();
    permit.allow();
    expect(await asked).toBe(true);
    expect(permit.piece.aborted).toBe(false);
  });

  it('ends for good, also for who waits', async () => {
    const permit = new WorkPermit();
    const asked = permit.whenAllowed();
    permit.end();
    expect(await asked).toBe(false);
    permit.allow();
    expect(permit.allowed).toBe(false);
    expect(await permit.whenAllowed()).toBe(false);
    expect(permit.piece.aborted).toBe(true);
  });
});
