export { AISFX_ENCODER, countBlocks, MEL_DIVISOR } from './architecture.ts';
export { AISFX_MODEL_VERSION, type EmbeddedBlocks, type Encoder, type Precision } from './encoder.ts';
export { readNpy, writeNpy } from './npy.ts';
export { type OpenEncoderOptions, openEncoder } from './open-encoder.ts';
