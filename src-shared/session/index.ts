export { fileNameFrom } from './file-name.ts';
export { fillTemplate, type NameFields, type NameToken, nameTokens, wrongToken } from './name-template.ts';
