import { join } from 'node:path';
import { locateModels, MODEL_FILES } from './assets.ts';
import type { Encoder, Precision } from './encoder.ts';
import { openOnnxEncoder } from './onnx/session.ts';

export type OpenEncoderOptions = {
  readonly precision?: Precision | 'best';
  readonly threads?: number;
  readonly preferGpu?: boolean;
  readonly assetsFolder?: string;
};

export async function openEncoder(options: OpenEncoderOptions = {}): Promise<Encoder & { readonly why: string }> {
  const folder = options.assetsFolder ?? locateModels();
  const encoder = await openOnnxEncoder({
    encoderFile: join(folder, MODEL_FILES.fp32),
    headsFile: join(folder, MODEL_FILES.heads),
    precision: 'fp32',
    threads: options.threads ?? 1,
    provider: 'cpu',
  });
  return { ...encoder, why: 'first of its kind' };
}
