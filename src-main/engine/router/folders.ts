import { listFolder } from '../list-folder.ts';
import { procedures } from './procedures.ts';

export const folders = procedures.folders.router({
  list: procedures.folders.list.handler(({ input }) => listFolder(input.path)),
});
