/** What lies in the folder of a training run. It holds all that the run needs: it can be killed, moved and resumed. */
export const RUN_FILES = {
  /** `TrainingConfiguration`, with every default filled in. */
  configuration: 'configuration.json',
  /** `RunDatasets`. */
  datasets: 'datasets.json',
  /** Mel rows of all sounds one after the other: rows × 96 float16, little endian, 0–1. Not for an adapter. */
  spectra: 'spectra.f16',
  /** Embeddings of all sounds one after the other: frames × 512 float32, little endian. Only for an adapter. */
  embeddings: 'embeddings.f32',
  /** Weights it starts from, a copy; absent when it starts from scratch. */
  start: 'start.safetensors',
  /** The last state from which it can go on with the same result, and the one before. */
  checkpoint: 'checkpoint.safetensors',
  checkpointBefore: 'checkpoint-before.safetensors',
  /** Weights of the best epoch so far. */
  best: 'best.safetensors',
  /** One `TrainingNews` (but steps) a line. */
  news: 'news.jsonl',
} as const;

/** Weights of the best epoch where every dataset has an encoder of its own: in place of `RUN_FILES.best`. */
export function bestFile(dataset: number): string {
  return `best-${dataset}.safetensors`;
}
