import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import type { MessageLine } from '../../../src-shared/contract/message-line.ts';
import { socketMessage } from '../socket-message.ts';
import type { WebHostLimits } from './limits.ts';
import { isDeeperThan } from './message-depth.ts';
import { RateLimit } from './rate-limit.ts';

const GOING_AWAY = 1_001;
const POLICY_VIOLATION = 1_008;
const GOODBYE_MILLISECONDS = 1_000;

/**
 * A browser's WebSocket as a line to the engine. Drops who sends too much, too fast or too deep, who answers no ping,
 * and who takes nothing of what waits for him. `transport` is the connection below.
 */
export function socketLine(
  socket: WebSocket,
  transport: Socket,
  limits: WebHostLimits,
  onProblem: (text: string) => void,
): MessageLine {
  const rate = new RateLimit(limits.messagesPerSecond, limits.messageBurst);
  const drop = (why: string): void => {
    onProblem(`A window was disconnected: ${why}.`);
    socket.terminate();
  };
  const refuse = (why: string): void => {
    if (socket.readyState !== socket.OPEN) return;
    onProblem(`A window was disconnected: ${why}.`);
    socket.close(POLICY_VIOLATION, why);
    // Whoever floods does not say goodbye.
    const impatience = setTimeout(() => socket.terminate(), GOODBYE_MILLISECONDS);
    socket.once('close', () => clearTimeout(impatience));
  };
  const countOne = (): boolean => {
    const allowed = rate.allows();
    if (!allowed) refuse('it sent too many messages');
    return allowed;
  };

  // The protocol's own errors (too long, not UTF-8, no WebSocket frame) close the socket by themselves.
  socket.on('error', (error) => onProblem(`A window's connection broke: ${error.message}.`));
  socket.on('ping', countOne);
  watchOver(socket, transport, limits, drop);

  // Nothing is read before somebody listens; but a paused socket doesn't notice that the other side has left.
  socket.pause();
  transport.once('close', () => socket.resume());
  return {
    send: (message) =>
      new Promise((resolve) => {
        // Called when the bytes have left this process, or never will. Who goes on sending to a line that is gone must
        // not keep the event loop from telling him so.
        socket.send(message, (error) => (error ? setImmediate(resolve) : resolve()));
        if (socket.bufferedAmount > limits.mostWaitingBytes) drop('it takes nothing of what it asked for');
      }),
    onMessage: (listener) => {
      socket.on('message', (data, isBinary) => {
        if (socket.readyState !== socket.OPEN || !countOne()) return;
        const message = socketMessage(data, isBinary);
        if (isDeeperThan(message, limits.messageDepth)) refuse('a message was nested too deeply');
        else listener(message);
      });
      socket.resume();
    },
    onClose: (listener) => {
      if (socket.readyState === socket.CLOSED) listener();
      else socket.once('close', () => listener());
    },
    close: () => {
      // A paused socket never hears the answer to its goodbye.
      socket.resume();
      socket.close(GOING_AWAY);
    },
  };
}

/** Looks now and then whether the other side is still there, and still takes what it is sent. */
function watchOver(socket: WebSocket, transport: Socket, limits: WebHostLimits, drop: (why: string) => void): void {
  // Pings are counted, not timed: a machine that slept through an hour has not missed any.
  let unanswered = 0;
  const pinging = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return;
    if (unanswered >= limits.unansweredPings) drop('it no longer answers');
    else socket.ping();
    unanswered++;
  }, limits.pingMilliseconds);
  const heard = (): void => {
    unanswered = 0;
  };
  socket.on('pong', heard);
  socket.on('message', heard);

  let taken = 0;
  let stuckMilliseconds = 0;
  const interval = limits.slowMilliseconds / 6;
  const watching = setInterval(() => {
    const before = taken;
    taken = transport.bytesWritten - transport.writableLength;
    const isStuck = socket.bufferedAmount > limits.waitingBytes && taken === before;
    stuckMilliseconds = isStuck ? stuckMilliseconds + interval : 0;
    if (stuckMilliseconds >= limits.slowMilliseconds) drop('it takes nothing of what it asked for');
  }, interval);

  pinging.unref();
  watching.unref();
  socket.once('close', () => {
    clearInterval(pinging);
    clearInterval(watching);
  });
}
