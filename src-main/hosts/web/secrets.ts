import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

type Kept = { readonly hash: Buffer; readonly validUntil: number };

const SECRET_BYTES = 32;
/** base64url of 32 bytes. */
const SECRET_PATTERN = /^[\w-]{43}$/;

/** Secrets of 256 bits that this process gave out. Only their hashes are kept, compared in constant time. */
export class Secrets {
  #kept: readonly Kept[] = [];
  readonly #most: number;

  /** Of more than `most` the oldest is forgotten. */
  constructor(most: number) {
    this.#most = most;
  }

  /** A new secret as text that fits addresses and cookies. */
  issue(validMilliseconds = Number.POSITIVE_INFINITY, now = performance.now()): string {
    const secret = randomBytes(SECRET_BYTES).toString('base64url');
    const kept = { hash: hashOf(secret), validUntil: now + validMilliseconds };
    this.#kept = [...this.#kept.filter(({ validUntil }) => validUntil > now), kept].slice(-this.#most);
    return secret;
  }

  isValid(secret: string, now = performance.now()): boolean {
    return this.#find(secret, now) !== null;
  }

  /** Whether it was valid; from now on it isn't. */
  redeem(secret: string, now = performance.now()): boolean {
    const found = this.#find(secret, now);
    this.#kept = this.#kept.filter((kept) => kept !== found);
    return found !== null;
  }

  #find(secret: string, now: number): Kept | null {
    if (!SECRET_PATTERN.test(secret)) return null;
    const hash = hashOf(secret);
    let found: Kept | null = null;
    for (const kept of this.#kept) if (timingSafeEqual(kept.hash, hash)) found = kept;
    return found && found.validUntil > now ? found : null;
  }
}

function hashOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
