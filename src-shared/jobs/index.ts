export { WorkPermit } from './work-permit.ts';
