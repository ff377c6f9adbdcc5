import { throwingFailures } from '../../../src-shared/client/index.ts';
import type { EngineClient } from '../../../src-shared/contract/contract.ts';
import { SonothequeError } from '../../../src-shared/contract/failures.ts';
import { Engine } from '../../engine/index.ts';
import { type Connection, openConnection } from '../connection/index.ts';
import { failureText, printable } from './output/words.ts';

/** Done · some files failed · wrong use · Ctrl-C · asked to end. */
export const EXIT = { done: 0, someFailed: 1, wrongUse: 2, interrupted: 130, terminated: 143 } as const;

export type GlobalOptions = { readonly catalogue?: string; readonly json?: boolean };

/** What a command may touch of the outside. */
export type CommandContext = {
  readonly catalogue: string | undefined;
  readonly json: boolean;
  /** Aborted by Ctrl-C or a request to end. */
  readonly signal: AbortSignal;
  /** A line for a person, or one object for a script. */
  readonly print: (line: string | object) => void;
  /** A line on standard error. */
  readonly tell: (line: string) => void;
  /** Whether standard error is a terminal, so that a moving line makes sense. */
  readonly interactive: boolean;
};

/** Runs work on the engine of the catalogue, here or in the process that has it open, and always lets it go. */
export async function withCatalogue<Result>(
  context: CommandContext,
  { readOnly }: { readonly readOnly: boolean },
  work: (client: EngineClient) => Promise<Result>,
): Promise<Result> {
  const connection = await openConnection({
    service: false,
    readOnly,
    ...(context.catalogue === undefined ? {} : { catalogue: context.catalogue }),
    ...(context.json ? {} : { onNotice: context.tell }),
  });
  try {
    const { client } = connection;
    if (connection.role() === 'owner') for (const repair of (await client.app.facts()).repairs) context.tell(repair);
    return await work(client);
  } finally {
    await connection.close();
  }
}

/** Runs what a window needs, an engine that goes on with unfinished work or the one that has the catalogue open, and lets it go. */
export async function withService<Result>(
  { catalogue, tell }: CommandContext,
  work: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = await openConnection({
    service: true,
    onNotice: tell,
    ...(catalogue === undefined ? {} : { catalogue }),
  });
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}

/** Runs work that needs no catalogue. */
export async function withoutCatalogue<Result>(work: (client: EngineClient) => Promise<Result>): Promise<Result> {
  const engine = Engine.withoutCatalogue();
  try {
    return await work(throwingFailures(engine.client()));
  } finally {
    await engine.close();
  }
}

/**
 * Runs long work of this process' own that only looks: in the catalogue if there is one, never in the process that has it
 * open, whose window must not wait.
 */
export async function withOwnLook<Result>(
  { catalogue, json, tell }: CommandContext,
  work: (client: EngineClient) => Promise<Result>,
): Promise<Result> {
  const engine = await openForLooking(catalogue, json ? () => {} : tell);
  try {
    return await work(throwingFailures(engine.client()));
  } finally {
    await engine.close();
  }
}

async function openForLooking(catalogue: string | undefined, tell: (line: string) => void): Promise<Engine> {
  try {
    return await Engine.open({ readOnly: true, ...(catalogue === undefined ? {} : { catalogue }) });
  } catch (error) {
    const isMissing = error instanceof SonothequeError && error.failure.code === 'catalogue-missing';
    if (!isMissing) throw error;
    if (catalogue !== undefined) tell(`${error.failure.message} Every sound is listened to.`);
    return Engine.withoutCatalogue();
  }
}

/** A failing file's line: one object for a script, a sentence on standard error for a person. */
export function reportFailedPath(
  context: CommandContext,
  path: string,
  failure: { readonly message: string; readonly nextStep: string | null },
): void {
  if (context.json) context.print({ path, status: 'failed', error: failureText(failure) });
  else context.tell(`✗ ${printable(path)}\n  ${failureText(failure)}`);
}
