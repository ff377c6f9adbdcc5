/**
 * Procedures that are not sent again after a lost connection, because a second time would be a second act. It repeats
 * the contract's `resend` so that the window needs no schemas; a test holds the two together.
 */
const sentOnce: ReadonlySet<string> = new Set([
  'app.writeBundle',
  'catalogue.restore',
  'evaluation.evaluate',
  'evaluation.study',
  'jobs.clearHistory',
  'libraries.remove',
  'listening.embed',
  'models.rollback',
  'models.export',
  'models.import',
  'playback.render',
  'training.start',
  'session.send',
  'plays.record',
]);

/** Whether a call may be sent again when nobody knows what became of it. */
export const mayResend = (procedurePath: readonly string[]): boolean => !sentOnce.has(procedurePath.join('.'));
