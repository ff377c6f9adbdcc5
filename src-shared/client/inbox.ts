import type { MessageLine } from '../contract/message-line.ts';

type Message = string | Uint8Array<ArrayBuffer>;

/** The receiving half of a line. */
type Inbox = Pick<MessageLine, 'onMessage' | 'onClose'> & {
  readonly receive: (message: Message) => void;
  /** Does nothing the second time. */
  readonly end: () => void;
  readonly ended: () => boolean;
};

/** Keeps what comes before the first listener, and the end for whoever asks after it. */
export function createInbox(): Inbox {
  const waiting: Message[] = [];
  let listener: ((message: Message) => void) | undefined;
  const closing: (() => void)[] = [];
  let ended = false;
  return {
    receive: (message) => {
      if (listener === undefined) waiting.push(message);
      else listener(message);
    },
    end: () => {
      if (ended) return;
      ended = true;
      for (const tell of closing.splice(0)) tell();
    },
    ended: () => ended,
    onMessage: (next) => {
      listener = next;
      for (const message of waiting.splice(0)) next(message);
    },
    onClose: (tell) => {
      if (ended) tell();
      else closing.push(tell);
    },
  };
}
