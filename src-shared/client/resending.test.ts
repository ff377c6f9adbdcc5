import { isContractProcedure } from '@orpc/contract';
import { expect, it } from 'vitest';
import { contract } from '../contract/contract.ts';
import { mayResend } from './resending.ts';

function proceduresIn(
  members: object,
  path: readonly string[] = [],
): { path: readonly string[]; procedure: unknown }[] {
  return Object.entries(members).flatMap(([name, member]) =>
    isContractProcedure(member)
      ? [{ path: [...path, name], procedure: member }]
      : proceduresIn(member as object, [...path, name]),
  );
}

it.each(proceduresIn(contract))('says of $path what the contract says', ({ path, procedure }) => {
  if (!isContractProcedure(procedure)) throw new Error('There is something else in the contract.');
  expect(mayResend(path)).toBe(procedure['~orpc'].meta.resend === 'always');
});
