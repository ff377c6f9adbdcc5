/** What was measured on real sounds once and is committed: activation ranges for int8, and the mean embedding. */
import { z } from 'zod';
import { SonothequeError } from '../../src-shared/contract/failures.ts';

const calibrationSchema = z.object({
  /** Largest value that is still told apart, by tensor (`mel` and each convolution's output after ReLU, evened out). */
  maxima: z.record(z.string(), z.number().positive()),
  /** Largest value of each channel, by convolution output: what `equalizingFactors` evens out. */
  channelMaxima: z.record(z.string(), z.array(z.number().nonnegative())),
  /** Mean embedding over the calibration sounds; subtracted before sign bits are taken for similarity search. */
  meanEmbedding: z.array(z.number()),
});

export type Calibration = z.infer<typeof calibrationSchema>;

/**
 * Parses `calibration.json`.
 *
 * @throws SonothequeError `bad-calibration`.
 */
export function parseCalibration(json: string): Calibration {
  try {
    return calibrationSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new SonothequeError(
      {
        code: 'bad-calibration',
        message: "The encoder's calibration file is damaged.",
        nextStep: 'Restore models/aisfx/calibration.json, or make it again with scripts/calibrate-models.ts.',
      },
      { cause },
    );
  }
}
