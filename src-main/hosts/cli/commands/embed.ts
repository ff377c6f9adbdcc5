import path from 'node:path';
import { Option } from 'commander';
import { type CommandContext, EXIT, reportFailedPath, withoutCatalogue } from '../context.ts';
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
  const outputFolder = path.resolve(options.out);
  const request = { inputs: inputs.map((input) => path.resolve(input)), outputFolder, precision: options.precision };
  let failed = 0;
  let written = 0;
  const line = new ProgressLine(process.stderr);
  await withoutCatalogue(async (client) => {
    for await (const embedded of await client.listening.embed(request, { signal: context.signal })) {
      const { source, output, blocks, durationSeconds, failure, total } = embedded;
      if (failure) failed += 1;
      else written += 1;
      line.clear();
      if (context.json) {
        context.print({ path: source, output, blocks, durationSeconds, error: failure && failureText(failure) });
      } else if (failure) reportFailedPath(context, source, failure);
      line.showCount(written + failed, total);
    }
  });
  line.clear();
  if (!context.json) context.print(`${counted(written, 'file')} written to ${outputFolder}.`);
  if (context.signal.aborted) return EXIT.interrupted;
  return failed > 0 ? EXIT.someFailed : EXIT.done;
}
