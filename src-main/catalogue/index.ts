export { restoreBackup } from './methods/backup-methods.ts';
export { MODEL_ACTIVATIONS } from './model-types.ts';
export { openCatalogue } from './open-catalogue.ts';
export { describeRepair } from './repair/describe-repair.ts';
export * from './types.ts';
export { ucsListSetting } from './ucs-list-setting.ts';
