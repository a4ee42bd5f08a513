/** The Open Inference Protocol in domain types. */
import type { Datatype, NamedTensor } from '@safelight/core';

/** Integers beyond 2^53 stay bigints. */
export type InferParameter = boolean | number | bigint | string;
export type InferParameters = ReadonlyMap<string, InferParameter>;

export interface InferRequest {
  readonly modelName: string;
  /** Empty: the latest. */
  readonly modelVersion: string;
  /** Comes back with the answer. */
  readonly id: string;
  readonly parameters: InferParameters;
  readonly inputs: readonly NamedTensor[];
  /** Names; empty: all. */
  readonly outputs: readonly string[];
}

export interface InferResponse {
  readonly modelName: string;
  readonly modelVersion: string;
  readonly id: string;
  readonly outputs: readonly NamedTensor[];
}

/** What a stream answers to one message. */
export type StreamInferResponse =
  { readonly response: InferResponse } | { readonly error: string; readonly id: string };

export interface ModelName {
  readonly name: string;
  /** Empty: the latest. */
  readonly version: string;
}

export interface TensorMetadata {
  readonly name: string;
  readonly datatype: Datatype;
  /** −1: any size. */
  readonly shape: readonly number[];
}

export interface ModelMetadata {
  readonly name: string;
  readonly versions: readonly string[];
  readonly platform: string;
  readonly inputs: readonly TensorMetadata[];
  readonly outputs: readonly TensorMetadata[];
}

export interface ServerMetadata {
  readonly name: string;
  readonly version: string;
  readonly extensions: readonly string[];
}

export interface StatisticDuration {
  readonly count: number;
  readonly ns: number;
}

export const inferStatisticNames = [
  'success',
  'fail',
  'queue',
  'compute_input',
  'compute_infer',
  'compute_output',
  'cache_hit',
  'cache_miss',
] as const;
export type InferStatisticName = (typeof inferStatisticNames)[number];

/** Names are those of the protocol, also in its JSON. */
export interface ModelStatistics {
  readonly name: string;
  readonly version: string;
  /** Milliseconds since 1970; 0: never. */
  readonly last_inference: number;
  readonly inference_count: number;
  readonly execution_count: number;
  readonly inference_stats: Readonly<Record<InferStatisticName, StatisticDuration>>;
  readonly batch_stats: readonly BatchStatistics[];
}

export interface BatchStatistics {
  readonly batch_size: number;
  readonly compute_input: StatisticDuration;
  readonly compute_infer: StatisticDuration;
  readonly compute_output: StatisticDuration;
}

export interface ModelIndexEntry {
  readonly name: string;
  readonly version?: string;
  /** `READY`, `UNAVAILABLE`, `LOADING`, `UNLOADING`; left out for a model that was never loaded. */
  readonly state?: string;
  readonly reason?: string;
}

export interface RepositoryChange {
  readonly modelName: string;
  /** A configuration as JSON in place of the file. */
  readonly config?: string;
  /** Parameters that were given and are not known. */
  readonly unknown: readonly string[];
}
