import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import type { JobKind, JobWork } from './job-kind.ts';
import type { Lane } from './schedule.ts';

/** The kinds of long work that this engine knows, and what is made of a job whose kind it doesn't know. */
export class JobKinds {
  readonly #kinds: ReadonlyMap<string, JobKind>;

  constructor(kinds: readonly JobKind[]) {
    this.#kinds = new Map(kinds.map((kind) => [kind.name, kind]));
  }

  lanesOf(kind: string): readonly Lane[] {
    return this.#kinds.get(kind)?.lanes ?? [];
  }

  /** @param request as it was stored */
  work(kind: string, request: unknown): JobWork {
    try {
      return this.#kinds.get(kind)?.work(request) ?? unknownWork(kind);
    } catch {
      return unknownWork(kind);
    }
  }
}

/** Work that a newer Sonotheque left in the catalogue: it is shown, and ends with a reason. */
function unknownWork(kind: string): JobWork {
  return {
    title: `Work of another version (${kind})`,
    key: '',
    folders: [],
    subject: null,
    run: () =>
      Promise.reject(
        new SonothequeError({
          code: 'unknown-work',
          message: `This version of Sonotheque doesn't know how to go on with this work (${kind}).`,
          nextStep: 'Open the catalogue with the version that began it, or start the work again.',
        }),
      ),
  };
}
