export { fileNameFrom } from './file-name.ts';
export { fillTemplate, type NameFields, type NameToken, wrongToken } from './name-template.ts';
