export { type BatchOrder, frameSize, type InputLayout } from './batch-order.ts';
export { type BatchSource, openBatchSource } from './batch-source.ts';
