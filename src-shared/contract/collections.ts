import { type } from '@orpc/contract';
import { z } from 'zod';
import { colourInput, commandIdInput, nameInput, soundIdInput, soundsInput } from './inputs.ts';
import { repeatable } from './procedure.ts';

/** A set of sounds that a person put together, in an order of their own. */
export type CollectionRecord = {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  /** `#4c8dff`; empty: none. */
  readonly colour: string;
  readonly sounds: number;
  /** Members whose files are missing; they stay. */
  readonly missing: number;
  readonly createdAt: Date;
};

const collectionId = z.uuid();
const members = z.object({ commandId: commandIdInput, id: collectionId, sounds: soundsInput });
/** How many sounds were added, taken out or moved. */
const changed = type<{ readonly changed: number }>();

/** Sounds of a collection are asked for by `sounds.query` with its id. */
export const collections = {
  /** In their order. */
  list: repeatable.output(type<readonly CollectionRecord[]>()),
  /** Collections that a sound is in, by id. */
  of: repeatable.input(z.object({ id: soundIdInput })).output(type<readonly string[]>()),
  /** With `sounds` they are in it from the beginning: one undo takes all of it back. */
  create: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        name: nameInput,
        colour: colourInput.default(''),
        sounds: soundsInput.optional(),
      }),
    )
    .output(type<CollectionRecord>()),
  /** `before`: the collection that it is to stand before; `null`: at the end. */
  change: repeatable
    .input(
      z.object({
        commandId: commandIdInput,
        id: collectionId,
        name: nameInput.optional(),
        colour: colourInput.optional(),
        before: collectionId.nullable().optional(),
      }),
    )
    .output(type<CollectionRecord>()),
  /** Undo brings it back with its sounds. */
  delete: repeatable.input(z.object({ commandId: commandIdInput, id: collectionId })).output(changed),
  /** `before`: the member that they are to stand before; `null`: at the end. Those that are in it stay where they are. */
  add: repeatable.input(members.extend({ before: soundIdInput.nullable().default(null) })).output(changed),
  remove: repeatable.input(members).output(changed),
  move: repeatable.input(members.extend({ before: soundIdInput.nullable() })).output(changed),
};
