export {
  type ProbedEmbedding,
  type ProbeOptions,
  type ProbeRun,
  type ProbeScore,
  scoreLinearProbe,
} from './linear-probe.ts';
