export { Listeners } from './listeners.ts';
export { type ModelInUse, shippedInUse } from './model-in-use.ts';
export { ModelVersions } from './model-versions.ts';
export { type ReEmbedRequest, reEmbedJob } from './re-embed-job.ts';
