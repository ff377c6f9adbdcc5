export { type BatchOrder, frameSize, type InputLayout } from './batch-order.ts';
export { BatchSource } from './batch-source.ts';
