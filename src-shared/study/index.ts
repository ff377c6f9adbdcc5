export { type StudyConfiguration, studyConfiguration } from './configuration.ts';
export type * from './result.ts';
