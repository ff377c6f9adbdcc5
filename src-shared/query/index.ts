export type { ParsedQuery, QueryError, QueryNode } from './ast.ts';
export { type Completion, type Completions, completeQuery, type KnownNames } from './complete.ts';
export { parseQuery } from './parse.ts';
export { type Expansion, meaningOf, widenByMeaning } from './thesaurus.ts';
