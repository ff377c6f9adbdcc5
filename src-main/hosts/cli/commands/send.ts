import path from 'node:path';
import { Option } from 'commander';
import { type RenderInput, renderDepths, renderRates } from '../../../../src-shared/contract/playback.ts';
import type { SessionSend } from '../../../../src-shared/contract/session.ts';
import { type CommandContext, EXIT, reportFailedPath, withCatalogue } from '../context.ts';
import { ProgressLine } from '../output/progress-line.ts';
import { counted, failureText, printable } from '../output/words.ts';
import type { AddCommand } from './add-command.ts';
import { parseSeconds } from './sounds.ts';

type Options = {
  readonly folder?: string;
  readonly name: string;
  readonly from?: number;
  readonly to?: number;
  readonly handles: number;
  readonly rate?: string;
  readonly depth?: string;
  readonly insert: 'none' | 'reaper';
  readonly history?: true;
};

export const addSendCommand: AddCommand = (program, run) =>
  program
    .command('send')
    .description('copy sounds, or a part of them, into the folder of a session')
    .argument('[file...]', 'sounds of the catalogue')
    .option('--folder <folder>', 'where they go')
    .option('--name <template>', 'how they are named: {name} {category} {catId} {fxName} {counter:3}…', '{name}')
    .option('--from <seconds>', 'where the part begins', parseSeconds)
    .option('--to <seconds>', 'where it ends', parseSeconds)
    .option('--handles <seconds>', 'so much more on either side of the part', parseSeconds, 0)
    .addOption(new Option('--rate <hertz>', 'another sample rate').choices(renderRates.map(String)))
    .addOption(new Option('--depth <bits>', 'another depth; 32: floats').choices(renderDepths.map(String)))
    .addOption(new Option('--insert <program>', 'insert them there too').choices(['none', 'reaper']).default('none'))
    .option('--history', 'show what was sent before')
    .addHelpText(
      'after',
      `
A file that is there already is never written over: names are numbered.

Examples:
  $ sonotheque send ~/Sounds/slam.wav --folder ~/Film/Audio
  $ sonotheque send slam.wav --folder . --from 1.2 --to 3 --handles 0.5 --rate 48000
  $ sonotheque send --history --json`,
    )
    .action((files: readonly string[], options: Options, command) =>
      run(command, (context) => (options.history ? showHistory(context) : send(context, files, options))),
    );

async function send(context: CommandContext, files: readonly string[], options: Options): Promise<number> {
  if (files.length === 0 || options.folder === undefined) {
    context.tell('Name the sounds to send, and their folder with --folder.');
    return EXIT.wrongUse;
  }
  if ((options.from === undefined) !== (options.to === undefined)) {
    context.tell('A part has a beginning and an end: give --from and --to.');
    return EXIT.wrongUse;
  }
  const { from, to } = options;
  const region = from === undefined || to === undefined ? {} : { region: { startSeconds: from, endSeconds: to } };
  const request = {
    sounds: files.map((file) => ({ path: path.resolve(file), ...region })),
    folder: path.resolve(options.folder),
    nameTemplate: options.name,
    handlesSeconds: options.handles,
    sampleRateHz: (options.rate === undefined ? null : Number(options.rate)) as NonNullable<
      RenderInput['sampleRateHz']
    >,
    bitDepth: (options.depth === undefined ? null : Number(options.depth)) as NonNullable<RenderInput['bitDepth']>,
    insertInto: options.insert,
  };
  const line = new ProgressLine(process.stderr);
  const ended: SessionSend[] = [];
  await withCatalogue(context, { readOnly: false }, async (client) => {
    for await (const event of await client.session.send(request, { signal: context.signal })) {
      if (event.kind === 'ended') ended.push(event.send);
      if (event.kind !== 'sent') continue;
      line.clear();
      const { output, how, failure } = event.sound;
      const source = files[event.place - 1] ?? '';
      if (failure) reportFailedPath(context, source, failure);
      else if (context.json) context.print({ path: path.resolve(source), output, how });
      else context.print(printable(output ?? ''));
      line.showCount(event.place, event.total);
    }
  });
  line.clear();
  if (context.signal.aborted) return EXIT.interrupted;
  const [sent] = ended;
  if (sent?.insertFailure) context.tell(failureText(sent.insertFailure));
  return !sent || sent.insertFailure || sent.sounds.some(({ failure }) => failure) ? EXIT.someFailed : EXIT.done;
}

async function showHistory(context: CommandContext): Promise<number> {
  return withCatalogue(context, { readOnly: true }, async (client) => {
    const sends = await client.session.history();
    for (const one of sends) {
      if (context.json) context.print(one);
      else {
        const files = one.sounds.flatMap(({ output }) => (output === null ? [] : [`  ${printable(output)}`]));
        const when = one.at.toISOString().slice(0, 16).replace('T', ' ');
        const heading = `${when}  ${counted(one.sounds.length + one.soundsLeftOut, 'sound')} to ${printable(one.folder)}`;
        context.print([heading, ...files].join('\n'));
      }
    }
    if (sends.length === 0 && !context.json) context.print('Nothing was sent yet.');
    return EXIT.done;
  });
}
