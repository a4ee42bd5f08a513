import * as config from '../../generated/inference/model_config.ts';
import * as pb from '../../generated/inference/grpc_service.ts';
import { codec, unary, type Codec, type MessageType, type Method } from '../contract.ts';
import { inferRequest, inferResponse, streamInferResponse } from './infer.ts';
import { isDatatype } from '@safelight/core';
import { refuse } from '../decode.ts';
import {
  inferStatisticNames,
  type InferRequest,
  type ModelIndexEntry,
  type ModelMetadata,
  type ModelName,
  type ModelStatistics,
  type RepositoryChange,
  type ServerMetadata,
  type StatisticDuration,
  type StreamInferResponse,
  type TensorMetadata,
} from './messages.ts';

const service = 'inference.GRPCInferenceService';
const path = (method: string): string => `/${service}/${method}`;

const empty = <M>(type: MessageType<M>, message: M): Codec<M, object> =>
  codec(
    type,
    () => message,
    () => ({}),
  );
const modelName = (type: MessageType<ModelName>): Codec<ModelName, ModelName> =>
  codec(
    type,
    (value) => value,
    (message) => message,
  );

const encodeTensor = ({ name, datatype, shape }: TensorMetadata): pb.ModelMetadataResponse_TensorMetadata => ({
  ...{ name, datatype, shape: shape.map(BigInt) },
});
const decodeTensor = (message: pb.ModelMetadataResponse_TensorMetadata): TensorMetadata => {
  const { name, datatype, shape } = message;
  if (!isDatatype(datatype)) return refuse(`tensors.${name}`, `has the unknown datatype "${datatype}"`);
  return { name, datatype, shape: shape.map(Number) };
};

const metadata = codec<pb.ModelMetadataResponse, ModelMetadata>(
  pb.ModelMetadataResponse,
  ({ name, versions, platform, inputs, outputs }) => ({
    ...{ name, versions: [...versions], platform },
    ...{ inputs: inputs.map(encodeTensor), outputs: outputs.map(encodeTensor) },
  }),
  (message) => ({
    ...message,
    ...{ inputs: message.inputs.map(decodeTensor), outputs: message.outputs.map(decodeTensor) },
  }),
);

const encodeDuration = ({ count, ns }: StatisticDuration): pb.StatisticDuration => ({
  ...{ count: BigInt(count), ns: BigInt(Math.round(ns)) },
});
const decodeDuration = (message: pb.StatisticDuration | undefined): StatisticDuration => ({
  ...{ count: Number(message?.count ?? 0), ns: Number(message?.ns ?? 0) },
});
const camel = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

const statistics = codec<pb.ModelStatisticsResponse, readonly ModelStatistics[]>(
  pb.ModelStatisticsResponse,
  (models) => ({
    modelStats: models.map((model) => ({
      ...{ name: model.name, version: model.version, lastInference: BigInt(model.last_inference) },
      ...{ inferenceCount: BigInt(model.inference_count), executionCount: BigInt(model.execution_count) },
      inferenceStats: Object.fromEntries(
        inferStatisticNames.map((name) => [camel(name), encodeDuration(model.inference_stats[name])]),
      ) as unknown as pb.InferStatistics,
      batchStats: model.batch_stats.map((batch) => ({
        batchSize: BigInt(batch.batch_size),
        computeInput: encodeDuration(batch.compute_input),
        computeInfer: encodeDuration(batch.compute_infer),
        computeOutput: encodeDuration(batch.compute_output),
      })),
    })),
  }),
  ({ modelStats }) =>
    modelStats.map((model) => ({
      ...{ name: model.name, version: model.version, last_inference: Number(model.lastInference) },
      ...{ inference_count: Number(model.inferenceCount), execution_count: Number(model.executionCount) },
      inference_stats: Object.fromEntries(
        inferStatisticNames.map((name) => [
          name,
          decodeDuration(model.inferenceStats?.[camel(name) as keyof pb.InferStatistics]),
        ]),
      ) as ModelStatistics['inference_stats'],
      batch_stats: model.batchStats.map((batch) => ({
        batch_size: Number(batch.batchSize),
        compute_input: decodeDuration(batch.computeInput),
        compute_infer: decodeDuration(batch.computeInfer),
        compute_output: decodeDuration(batch.computeOutput),
      })),
    })),
);

const index = codec<pb.RepositoryIndexResponse, readonly ModelIndexEntry[]>(
  pb.RepositoryIndexResponse,
  (models) => ({
    models: models.map(({ name, version = '', state = '', reason = '' }) => ({ name, version, state, reason })),
  }),
  ({ models }) => models,
);

type WireChange = pb.RepositoryModelLoadRequest | pb.RepositoryModelUnloadRequest;
function decodeChange({ modelName: name, parameters }: WireChange): RepositoryChange {
  const config = parameters['config']?.parameterChoice;
  const text = config?.$case === 'stringParam' ? config.value : undefined;
  const known = ['config', 'unload_dependents'];
  const unknown = Object.keys(parameters).filter((key) => !known.includes(key));
  return { modelName: name, ...(text !== undefined && { config: text }), unknown };
}
const encodeChange = ({ modelName: name, config: text }: RepositoryChange): WireChange => ({
  ...{ repositoryName: '', modelName: name },
  parameters: text === undefined ? {} : { config: { parameterChoice: { $case: 'stringParam', value: text } } },
});

/** What Triton's clients and KServe ask; streams have `streamInfer`, because they go both ways. */
export const inferenceContract = {
  service,
  methods: {
    serverLive: unary(
      path('ServerLive'),
      empty(pb.ServerLiveRequest, {}),
      codec<pb.ServerLiveResponse, boolean>(
        pb.ServerLiveResponse,
        (live) => ({ live }),
        ({ live }) => live,
      ),
    ),
    serverReady: unary(
      path('ServerReady'),
      empty(pb.ServerReadyRequest, {}),
      codec<pb.ServerReadyResponse, boolean>(
        pb.ServerReadyResponse,
        (ready) => ({ ready }),
        ({ ready }) => ready,
      ),
    ),
    modelReady: unary(
      path('ModelReady'),
      modelName(pb.ModelReadyRequest),
      codec<pb.ModelReadyResponse, boolean>(
        pb.ModelReadyResponse,
        (ready) => ({ ready }),
        ({ ready }) => ready,
      ),
    ),
    serverMetadata: unary(
      path('ServerMetadata'),
      empty(pb.ServerMetadataRequest, {}),
      codec<pb.ServerMetadataResponse, ServerMetadata>(
        pb.ServerMetadataResponse,
        ({ extensions, ...value }) => ({ ...value, extensions: [...extensions] }),
        (message) => message,
      ),
    ),
    modelMetadata: unary(path('ModelMetadata'), modelName(pb.ModelMetadataRequest), metadata),
    modelInfer: unary(path('ModelInfer'), inferRequest, inferResponse),
    /** The configuration is the JSON that Triton's REST shows. */
    modelConfig: unary(
      path('ModelConfig'),
      modelName(pb.ModelConfigRequest),
      codec<pb.ModelConfigResponse, object>(
        pb.ModelConfigResponse,
        (json) => ({ config: config.ModelConfig.fromJSON(json) }),
        (message) => config.ModelConfig.toJSON(message.config ?? config.ModelConfig.fromPartial({})) as object,
      ),
    ),
    modelStatistics: unary(path('ModelStatistics'), modelName(pb.ModelStatisticsRequest), statistics),
    repositoryIndex: unary(
      path('RepositoryIndex'),
      codec<pb.RepositoryIndexRequest, { readonly ready: boolean }>(
        pb.RepositoryIndexRequest,
        ({ ready }) => ({ repositoryName: '', ready }),
        (message) => message,
      ),
      index,
    ),
    repositoryModelLoad: unary(
      path('RepositoryModelLoad'),
      codec<pb.RepositoryModelLoadRequest, RepositoryChange>(pb.RepositoryModelLoadRequest, encodeChange, decodeChange),
      empty(pb.RepositoryModelLoadResponse, {}),
    ),
    repositoryModelUnload: unary(
      path('RepositoryModelUnload'),
      codec<pb.RepositoryModelUnloadRequest, RepositoryChange>(
        pb.RepositoryModelUnloadRequest,
        encodeChange,
        decodeChange,
      ),
      empty(pb.RepositoryModelUnloadResponse, {}),
    ),
  },
} as const;

/** Both ways at once: each message of the caller is a request of its own. */
export const streamInfer: Pick<
  Method<InferRequest, StreamInferResponse>,
  'path' | 'decodeRequest' | 'encodeResponse'
> = unary(path('ModelStreamInfer'), inferRequest, streamInferResponse);
