import type { DecisionOptions, LabelOrigin } from '../catalogue/index.ts';
import type { EngineParts } from './engine-parts.ts';
import { type Titled, titleOf } from './history/titles.ts';
import { labelOrigin } from './label-origin.ts';

/** Runs a command in the name of whoever the settings name, shown under its title while it takes long. */
export async function runCommand<Result>(
  { catalogue, commands }: Pick<EngineParts, 'catalogue' | 'commands'>,
  { commandId, ...titled }: Titled & { readonly commandId: string },
  work: (origin: LabelOrigin, options: DecisionOptions) => Promise<Result>,
): Promise<Result> {
  const origin = await labelOrigin(catalogue);
  return commands.show(titleOf(titled), (onProgress) => work(origin, { commandId, onProgress }));
}
