/** Set-up failures in plain words: what failed, and what to do. Runs on Node 18 with nothing installed. */

const KNOWN = [
  {
    pattern: /ENOSPC|no space left/i,
    what: 'The disk is full.',
    next: 'Free about 1.5 GB where this folder lies, then run the command again.',
  },
  {
    pattern: /EDQUOT/i,
    what: 'The disk quota is used up.',
    next: 'Free about 1.5 GB of your quota, then run the command again.',
  },
  {
    pattern: /EROFS|read-only file system/i,
    what: 'This folder lies on a read-only disk.',
    next: 'Copy the project to a disk that can be written, then run the command there.',
  },
  {
    pattern: /EACCES|EPERM|permission denied/i,
    what: 'There is no permission to write here.',
    next: 'Make this folder yours (or copy the project to a folder of yours), then run the command again.',
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    what: 'The npm registry could not be reached.',
    next: 'Connect to the network (or set the proxy with `npm config set proxy`), then run the command again. It is needed once.',
  },
  {
    pattern: /EINTEGRITY/i,
    what: 'A downloaded package is damaged.',
    next: 'Run `npm cache clean --force`, then run the command again.',
  },
  {
    pattern: /E404|ETARGET|notarget/i,
    what: 'The npm registry does not have a package that is needed.',
    next: 'If you use a company registry, ask for the package named above; else check `npm config get registry`.',
  },
  {
    pattern: /ENOENT.*npm|npm: not found|spawn npm/i,
    what: 'npm was not found.',
    next: 'Install Node.js with npm (nodejs.org), then run the command again.',
  },
];

/** An expected end of set-up, with a sentence and a next step. */
export class SetupError extends Error {
  constructor(step, what, next, known = true) {
    super(`${step}: ${what}`);
    this.name = 'SetupError';
    /** Whether the cause was recognised; else the output itself is worth showing. */
    this.known = known;
    this.step = step;
    this.what = what;
    this.next = next;
  }
}

/**
 * Turns the output of a failed step (or a thrown system error's text) into a sentence.
 * @param {string} step what was being done, e.g. `Installing the packages`
 * @param {string} output everything that the step printed
 */
export function explainFailure(step, output) {
  const known = KNOWN.find(({ pattern }) => pattern.test(output));
  if (known) return new SetupError(step, known.what, known.next);
  const last = output.trim().split('\n').slice(-3).join(' ').slice(0, 400) || 'it ended without a word';
  const next =
    'Run the command again; if it fails again, delete the folders .runtime, node_modules and dist, or report this text.';
  return new SetupError(step, `It failed: ${last}`, next, false);
}

/** Prints a set-up failure on standard error. */
export function reportFailure(error) {
  const known = error instanceof SetupError ? error : explainFailure('Setting up', String(error?.stack ?? error));
  process.stderr.write(`\nSonotheque could not be set up.\n  ${known.step}: ${known.what}\n  ${known.next}\n`);
}
