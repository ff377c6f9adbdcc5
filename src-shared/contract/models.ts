import { type } from '@orpc/contract';
import { repeatable } from './procedure.ts';
import type { ModelVersionRecord } from './sounds.ts';

export const models = {
  list: repeatable.output(type<readonly ModelVersionRecord[]>()),
};
