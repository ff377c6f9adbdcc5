export type { Connection, ConnectionOptions } from './connection.ts';
export { openConnection } from './open-connection.ts';
