export type { ParsedQuery, QueryError, QueryNode } from './ast.ts';
export { fieldNames } from './fields.ts';
export { parseQuery } from './parse.ts';
