import { procedures } from './procedures.ts';

export const training = procedures.training.router({
  datasets: procedures.training.datasets.handler(({ context }) => context.parts.training.datasets()),
  estimate: procedures.training.estimate.handler(async function* ({ input, context, signal }) {
    yield* context.parts.training.estimate(input.configuration, signal);
  }),
  start: procedures.training.start.handler(({ input, context }) =>
    context.parts.training.start(input.configuration, input.priority),
  ),
  goOn: procedures.training.goOn.handler(({ input, context }) => context.parts.training.goOn(input.id)),
  runs: procedures.training.runs.handler(({ context }) => context.parts.training.runs()),
  run: procedures.training.run.handler(({ input, context }) => context.parts.training.run(input.id)),
  watch: procedures.training.watch.handler(async function* ({ input, context, signal }) {
    yield* context.parts.training.watch(input.id, signal);
  }),
  remove: procedures.training.remove.handler(async ({ input, context }) => {
    await context.parts.training.remove(input.id);
    return { removed: true };
  }),
});
