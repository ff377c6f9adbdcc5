import path from 'node:path';
import { Option } from 'commander';
import { planEmbeddingOutputs, writeEmbeddings } from '../../../engine/index.ts';
import { type CommandContext, EXIT, reportFailedPath } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { counted, failureText } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';

type Options = { readonly out: string; readonly precision: 'fp32' | 'int8' };

export const addEmbedCommand: AddCommand = (program, run) =>
  program
    .command('embed')
    .description('write one .npy a sound: blocks × 512 float32, as aiSFX does')
    .argument('<input...>', 'sounds, or folders of sounds')
    .requiredOption('--out <folder>', 'where the .npy files go')
    .addOption(new Option('--precision <precision>', 'of the encoder').choices(['fp32', 'int8']).default('fp32'))
    .addHelpText(
      'after',
      `
NAME.npy for a file given by name, its path below the folder for a folder given;
two that would collide keep their extensions (NAME.wav.npy), and numbers tell
apart what is still the same (NAME.wav.2.npy).

Examples:
  $ sonotheque embed slam.wav --out embeddings
  $ sonotheque embed ~/Sounds --out embeddings --precision int8`,
    )
    .action((inputs: readonly string[], options: Options, command) =>
      run(command, (context) => embed(context, inputs, options)),
    );

async function embed(context: CommandContext, inputs: readonly string[], options: Options): Promise<number> {
  const { outputs, unusable } = await planEmbeddingOutputs(inputs, options.out);
  let failed = unusable.length;
  let written = 0;
  const line = new ProgressLine(process.stderr);
  for (const { source, failure } of unusable) reportFailedPath(context, source, failure);
  for await (const embedded of writeEmbeddings(outputs, { precision: options.precision, signal: context.signal })) {
    const { source, output, blocks, durationSeconds, failure } = embedded;
    if (failure) failed += 1;
    else written += 1;
    line.clear();
    if (context.json) {
      context.print({
        path: source,
        output: failure ? null : output,
        blocks,
        durationSeconds,
        error: failure && failureText(failure),
      });
    } else if (failure) reportFailedPath(context, source, failure);
    line.showCount(written + failed, outputs.length + unusable.length);
  }
  line.clear();
  if (!context.json) context.print(`${counted(written, 'file')} written to ${path.resolve(options.out)}.`);
  if (context.signal.aborted) return EXIT.interrupted;
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}
