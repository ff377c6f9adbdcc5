export type { ParsedQuery, QueryError, QueryNode } from './ast.ts';
export { parseQuery } from './parse.ts';
