import type { SessionSend } from '../../../src-shared/contract/session.ts';
import type { Notice } from '../../app/index.ts';
import { countOf, nameOfPath, withinWords } from '../../components/index.ts';

/** What to tell when a send has ended. @param logKeys that open the log, as they are shown */
export function endNotice(send: SessionSend, logKeys: string): Omit<Notice, 'number'> {
  const sent = send.sounds.filter(({ output }) => output !== null);
  const failed = send.sounds.filter(({ failure }) => failure !== null);
  const [first] = sent;
  const what =
    sent.length === 1 && first?.output != null ? withinWords(nameOfPath(first.output)) : countOf(sent.length, 'sound');
  if (failed.length > 0) {
    const [one] = failed;
    const text =
      failed.length === 1 && one !== undefined
        ? `${withinWords(one.name)} was not sent. ${one.failure?.message ?? ''}`
        : `${countOf(failed.length, 'sound')} of ${send.sounds.length} were not sent.`;
    return { text, nextStep: `The log says why (${logKeys}).`, isFailure: true };
  }
  if (send.insertFailure !== null) {
    const { message, nextStep } = send.insertFailure;
    return { text: `Sent ${what}, but not inserted. ${message}`, nextStep, isFailure: true };
  }
  const inserted = send.insertedInto === 'reaper' ? ' and inserted into Reaper' : '';
  return {
    text: `Sent ${what} to ${withinWords(nameOfPath(send.folder) || send.folder)}${inserted}.`,
    nextStep: null,
    isFailure: false,
  };
}
