import { procedures } from './procedures.ts';

export const jobs = procedures.jobs.router({
  list: procedures.jobs.list.handler(({ input, context }) => context.parts.jobs.list(input.limit, input.before)),
  get: procedures.jobs.get.handler(({ input, context }) => context.parts.jobs.get(input.id)),
  files: procedures.jobs.files.handler(({ input, context }) =>
    context.parts.jobs.files(input.id, input.after, input.limit),
  ),
  watch: procedures.jobs.watch.handler(async function* ({ context, signal }) {
    yield* context.parts.jobs.watch(signal);
  }),
  follow: procedures.jobs.follow.handler(async function* ({ input, context, signal }) {
    yield* context.parts.jobs.follow(input.id, input.after, signal);
  }),
  pause: procedures.jobs.pause.handler(({ input, context }) => context.parts.jobs.pause(input.id)),
  resume: procedures.jobs.resume.handler(({ input, context }) => context.parts.jobs.resume(input.id)),
  cancel: procedures.jobs.cancel.handler(({ input, context }) => context.parts.jobs.cancel(input.id)),
  setPriority: procedures.jobs.setPriority.handler(({ input, context }) =>
    context.parts.jobs.setPriority(input.id, input.priority),
  ),
  clearHistory: procedures.jobs.clearHistory.handler(async ({ context }) => ({
    forgotten: await context.parts.jobs.clearHistory(),
  })),
});
