export { type TSneOptions, tSne } from './t-sne.ts';
export { trustworthiness } from './trustworthiness.ts';
