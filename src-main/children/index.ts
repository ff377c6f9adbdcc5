export { type ChildChannel, openChannel } from './child-channel.ts';
export { CHANNEL_FD, entryBeside } from './child-entry.ts';
export { type ChildEnd, type ChildOptions, ChildWorker, type KillCause, NonsenseError } from './child-process.ts';
export { type ChildSlot, ChildSlots } from './child-slots.ts';
export { describeFailure } from './describe-failure.ts';
export { childMemoryLimit } from './memory-limit.ts';
