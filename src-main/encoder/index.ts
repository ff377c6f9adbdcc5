export {
  AISFX_ENCODER,
  type ConvolutionLayer,
  countBlocks,
  describeEncoder,
  type EncoderArchitecture,
  type EncoderLayer,
  type EncoderShape,
  MEL_DIVISOR,
} from './architecture.ts';
export { locateModels, MODEL_FILES } from './assets.ts';
export {
  adapt,
  type BaseModel,
  type BuiltVersion,
  buildVersion,
  embedBlocks,
  readBaseModel,
  rebuildVersion,
  type VersionSource,
} from './build-version.ts';
export { type Calibration, parseCalibration } from './calibration.ts';
export type { EmbeddedBlocks, Encoder, Precision } from './encoder.ts';
export { categorizeBy, openFrameCategories } from './frame-categories.ts';
export type { MapBack } from './map-back.ts';
export {
  damagedVersion,
  encoderShape,
  type ModelDescription,
  newerVersion,
  VERSION_FORMAT,
} from './model-description.ts';
export { readNpy, writeNpy } from './npy.ts';
export { type OpenEncoderOptions, type OpenedEncoder, openEncoder } from './open-encoder.ts';
export { type BackendProbe, probeBackends } from './probe-backends.ts';
export {
  type FloatTensor,
  readSafetensors,
  readTiledSafetensors,
  type Safetensors,
  writeSafetensors,
} from './safetensors.ts';
export { readShippedModel, type ShippedModel } from './shipped-model.ts';
export { toHeightWidthInputOutput } from './tensorflow/layers-model.ts';
export { loadTensorFlow, type TensorFlow, type TensorFlowBackend } from './tensorflow/load-tensorflow.ts';
export { haveSameLayers } from './version-weights.ts';
export { takeTensor, type Weights } from './weights.ts';
