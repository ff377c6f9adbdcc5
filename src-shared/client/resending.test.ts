import { isContractProcedure } from '@orpc/contract';
import { expect, it } from 'vitest';
import { contract } from '../contract/contract.ts';
import { mayResend } from './resending.ts';

const procedures = Object.entries(contract).flatMap(([capability, members]) =>
  Object.entries(members).map(([name, procedure]) => ({ path: [capability, name], procedure })),
);

it.each(procedures)('says of $path what the contract says', ({ path, procedure }) => {
  if (!isContractProcedure(procedure)) throw new Error('The contract nests deeper than this test looks.');
  expect(mayResend(path)).toBe(procedure['~orpc'].meta.resend === 'always');
});
