/** Tensors of the protocol as tensors of ONNX Runtime, and back. */
import { bytesElements, packBytes, type Datatype, type Tensor } from '@safelight/core';
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';

const kinds = {
  FP32: { type: 'float32', view: Float32Array, sizeBytes: 4 },
  FP64: { type: 'float64', view: Float64Array, sizeBytes: 8 },
  FP16: { type: 'float16', view: Uint16Array, sizeBytes: 2 },
  INT8: { type: 'int8', view: Int8Array, sizeBytes: 1 },
  INT16: { type: 'int16', view: Int16Array, sizeBytes: 2 },
  INT32: { type: 'int32', view: Int32Array, sizeBytes: 4 },
  INT64: { type: 'int64', view: BigInt64Array, sizeBytes: 8 },
  UINT8: { type: 'uint8', view: Uint8Array, sizeBytes: 1 },
  UINT16: { type: 'uint16', view: Uint16Array, sizeBytes: 2 },
  UINT32: { type: 'uint32', view: Uint32Array, sizeBytes: 4 },
  UINT64: { type: 'uint64', view: BigUint64Array, sizeBytes: 8 },
  BOOL: { type: 'bool', view: Uint8Array, sizeBytes: 1 },
} as const;

const datatypes = new Map<string, Datatype>([
  ...Object.entries(kinds).map(([datatype, { type }]) => [type, datatype as Datatype] as const),
  ['string', 'BYTES'],
]);

/** Undefined: a type that the protocol does not know. */
export function datatypeOf(ortType: string): Datatype | undefined {
  return datatypes.get(ortType);
}

/** Shares the memory of its data where that lies on a boundary of the type, shared memory of threads too. */
export function toOrt({ datatype, shape, data }: Tensor, name: string): OrtTensor {
  if (datatype === 'BYTES') {
    const texts = bytesElements(data, name).map((bytes) => Buffer.from(bytes).toString('utf8'));
    return new OrtTensor('string', texts, shape);
  }
  const { type, view, sizeBytes } = kinds[datatype];
  const aligned = data.byteOffset % sizeBytes === 0 ? data : new Uint8Array(data);
  const values = new view(aligned.buffer as ArrayBuffer, aligned.byteOffset, aligned.byteLength / sizeBytes);
  return new OrtTensor(type, values as never, shape);
}

/** Shares the memory of the runtime's answer. */
export function fromOrt(tensor: OrtTensor): Tensor {
  const datatype = datatypes.get(tensor.type)!;
  const shape = tensor.dims;
  if (datatype === 'BYTES') {
    const texts = tensor.data as unknown as string[];
    return { datatype, shape, data: packBytes(texts.map((text) => Buffer.from(text, 'utf8'))) };
  }
  const { buffer, byteOffset, byteLength } = tensor.data as Float32Array;
  return { datatype, shape, data: new Uint8Array(buffer, byteOffset, byteLength) };
}

export interface SessionThreads {
  readonly intraOp: number;
  readonly interOp: number;
}

/** A session on processors, quiet, whose idle threads sleep: a spinning pool would take processors from the others. */
export function openSession(path: string, { intraOp, interOp }: SessionThreads): Promise<InferenceSession> {
  return InferenceSession.create(path, {
    executionProviders: ['cpu'],
    executionMode: 'sequential',
    intraOpNumThreads: intraOp,
    interOpNumThreads: interOp,
    extra: { session: { intra_op: { allow_spinning: '0' }, inter_op: { allow_spinning: '0' } } },
    // What goes wrong is thrown; the runtime would print it as well.
    logSeverityLevel: 4,
  });
}

export type { InferenceSession } from 'onnxruntime-node';
