export { countBlocks } from './architecture.ts';
export type { EmbeddedBlocks, Encoder, Precision } from './encoder.ts';
export { openFrameCategories } from './frame-categories.ts';
export { readNpy, writeNpy } from './npy.ts';
export { type OpenEncoderOptions, type OpenedEncoder, openEncoder } from './open-encoder.ts';
export { type BackendProbe, probeBackends } from './probe-backends.ts';
export { type FloatTensor, readSafetensors, type Safetensors } from './safetensors.ts';
export { readShippedModel, type ShippedModel } from './shipped-model.ts';
