export { normalisationParts, TrainableEncoder } from './encoder.ts';
export { encoderValues, identityAdapter, randomEncoderValues, seedOf, standardisingAdapter } from './first-values.ts';
export { toOutputInputHeightWidth } from './layouts.ts';
export { nativeOperations } from './native-operations.ts';
export { mergedSet, nameInSet } from './normalisation-sets.ts';
export { type Core, coreOperations, type EncoderOperations } from './operations.ts';
export { Parameters } from './parameters.ts';
export { lossParameterName, RunModel, type StepInput, type StepResult } from './run-model.ts';
