export type { BatchOrder, InputLayout } from './batch-order.ts';
export { type BatchSource, openBatchSource } from './batch-source.ts';
