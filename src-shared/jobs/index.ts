export { asIndexJob } from './as-index-job.ts';
export { rest } from './rest.ts';
export { Wake } from './wake.ts';
export { WorkPermit } from './work-permit.ts';
