import { Fault, isDatatype, type Datatype, type NamedTensor } from '@safelight/core';
import * as pb from '../../generated/inference/grpc_service.ts';
import { codec } from '../contract.ts';
import { refuse } from '../decode.ts';
import { bytesOfContents } from './contents.ts';
import type { InferParameter, InferParameters, InferRequest, InferResponse, StreamInferResponse } from './messages.ts';

const noBytes = Buffer.alloc(0);

function encodeParameters(parameters: InferParameters): Record<string, pb.InferParameter> {
  const entries = [...parameters].map(([name, value]) => [name, { parameterChoice: choiceOf(value) }] as const);
  return Object.fromEntries(entries);
}

function choiceOf(value: InferParameter): NonNullable<pb.InferParameter['parameterChoice']> {
  switch (typeof value) {
    case 'boolean':
      return { $case: 'boolParam', value };
    case 'string':
      return { $case: 'stringParam', value };
    case 'bigint':
      return value < 0n ? { $case: 'int64Param', value } : { $case: 'uint64Param', value };
    case 'number':
      return Number.isSafeInteger(value)
        ? { $case: 'int64Param', value: BigInt(value) }
        : { $case: 'doubleParam', value };
  }
}

const noParameters: InferParameters = new Map();

function decodeParameters(parameters: Readonly<Record<string, pb.InferParameter>>): InferParameters {
  const entries = Object.entries(parameters);
  if (entries.length === 0) return noParameters;
  return new Map(
    entries.map(([name, { parameterChoice: choice }]) => {
      if (choice === undefined) return refuse(`parameters.${name}`, 'has no value');
      return [name, typeof choice.value === 'bigint' ? narrow(choice.value) : choice.value];
    }),
  );
}

const narrow = (value: bigint): number | bigint => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
};

const encodeShape = (shape: readonly number[]): bigint[] => shape.map(BigInt);

function decodeDatatype(text: string, name: string): Datatype {
  if (isDatatype(text)) return text;
  throw new Fault('tensor.invalid', `invalid datatype for '${name}': '${text}' is not known here.`, { field: name });
}

interface WireTensor {
  readonly name: string;
  readonly datatype: string;
  readonly shape: readonly bigint[];
  readonly parameters: Readonly<Record<string, pb.InferParameter>>;
  readonly contents: pb.InferTensorContents | undefined;
}

function decodeTensors(tensors: readonly WireTensor[], raws: readonly Buffer[]): readonly NamedTensor[] {
  if (raws.length > 0 && raws.length !== tensors.length) {
    const text = `expected raw contents for ${tensors.length} tensors, got ${raws.length}. Send one for each tensor, in order.`;
    throw new Fault('tensor.invalid', text);
  }
  return tensors.map((tensor, index) => {
    const { name, contents } = tensor;
    const datatype = decodeDatatype(tensor.datatype, name);
    const shape = tensor.shape.map(Number);
    if (tensor.parameters['shared_memory_region'] !== undefined) {
      const text = `tensor '${name}' lies in shared memory, which this server does not read. Send its bytes.`;
      throw new Fault('tensor.invalid', text, { field: name });
    }
    if (raws.length === 0) {
      const data = contents === undefined ? noBytes : bytesOfContents(name, datatype, contents);
      return { name, datatype, shape, data };
    }
    // Some servers send an empty list of contents along.
    if (contents !== undefined && Object.values(contents).some((values: readonly unknown[]) => values.length > 0)) {
      const text = `contents field must not be specified when using raw_input_contents for '${name}'`;
      throw new Fault('tensor.invalid', text, { field: name });
    }
    return { name, datatype, shape, data: raws[index]! };
  });
}

const asBuffer = (data: Uint8Array): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

export const inferRequest = codec<pb.ModelInferRequest, InferRequest>(
  pb.ModelInferRequest,
  (value) => ({
    modelName: value.modelName,
    modelVersion: value.modelVersion,
    id: value.id,
    parameters: encodeParameters(value.parameters),
    inputs: value.inputs.map(({ name, datatype, shape }) => ({
      ...{ name, datatype, shape: encodeShape(shape), parameters: {}, contents: undefined },
    })),
    outputs: value.outputs.map((name) => ({ name, parameters: {} })),
    rawInputContents: value.inputs.map(({ data }) => asBuffer(data)),
  }),
  (message) => ({
    modelName: message.modelName,
    modelVersion: message.modelVersion,
    id: message.id,
    parameters: decodeParameters(message.parameters),
    inputs: decodeTensors(message.inputs, message.rawInputContents),
    outputs: message.outputs.map(({ name, parameters }) => {
      const classes = parameters['classification']?.parameterChoice?.value;
      if (classes !== undefined && BigInt(classes) !== 0n)
        refuse(`outputs.${name}`, 'asks for classification, which this server has not; ask for the values');
      return name;
    }),
  }),
);

const encodeResponse = (value: InferResponse): pb.ModelInferResponse => ({
  modelName: value.modelName,
  modelVersion: value.modelVersion,
  id: value.id,
  parameters: {},
  outputs: value.outputs.map(({ name, datatype, shape }) => ({
    ...{ name, datatype, shape: encodeShape(shape), parameters: {}, contents: undefined },
  })),
  rawOutputContents: value.outputs.map(({ data }) => asBuffer(data)),
});

const decodeResponse = (message: pb.ModelInferResponse): InferResponse => ({
  modelName: message.modelName,
  modelVersion: message.modelVersion,
  id: message.id,
  outputs: decodeTensors(message.outputs, message.rawOutputContents),
});

export const inferResponse = codec<pb.ModelInferResponse, InferResponse>(
  pb.ModelInferResponse,
  encodeResponse,
  decodeResponse,
);

/** Also carries the id of a request that failed: Triton does so, and its clients tell requests apart by it. */
export const streamInferResponse = codec<pb.ModelStreamInferResponse, StreamInferResponse>(
  pb.ModelStreamInferResponse,
  (value) =>
    'error' in value
      ? {
          errorMessage: value.error.toWellFormed(),
          inferResponse: pb.ModelInferResponse.fromPartial({ id: value.id }),
        }
      : { errorMessage: '', inferResponse: encodeResponse(value.response) },
  ({ errorMessage, inferResponse: response }) =>
    errorMessage === '' && response !== undefined
      ? { response: decodeResponse(response) }
      : { error: errorMessage, id: response?.id ?? '' },
);
