export { inferenceContract, streamInfer } from './contract.ts';
export { inferStatisticNames } from './messages.ts';
export type {
  BatchStatistics,
  InferParameter,
  InferParameters,
  InferRequest,
  InferResponse,
  InferStatisticName,
  ModelIndexEntry,
  ModelMetadata,
  ModelName,
  ModelStatistics,
  RepositoryChange,
  ServerMetadata,
  StatisticDuration,
  StreamInferResponse,
  TensorMetadata,
} from './messages.ts';
