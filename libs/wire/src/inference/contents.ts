/** Typed contents of a tensor, which the protocol allows in place of raw bytes. */
import { Fault, packBytes, type Datatype } from '@safelight/core';
import type { InferTensorContents } from '../../generated/inference/grpc_service.ts';

interface Form {
  readonly field: keyof InferTensorContents;
  readonly view: { from(values: never): ArrayBufferView };
  /** Inclusive; where the field's own type is wider than the tensor's. */
  readonly bounds?: readonly [number, number];
}

const forms: Readonly<Partial<Record<Datatype, Form>>> = {
  INT8: { field: 'intContents', view: Int8Array, bounds: [-128, 127] },
  INT16: { field: 'intContents', view: Int16Array, bounds: [-32_768, 32_767] },
  INT32: { field: 'intContents', view: Int32Array },
  INT64: { field: 'int64Contents', view: BigInt64Array },
  UINT8: { field: 'uintContents', view: Uint8Array, bounds: [0, 255] },
  UINT16: { field: 'uintContents', view: Uint16Array, bounds: [0, 65_535] },
  UINT32: { field: 'uintContents', view: Uint32Array },
  UINT64: { field: 'uint64Contents', view: BigUint64Array },
  FP32: { field: 'fp32Contents', view: Float32Array },
  FP64: { field: 'fp64Contents', view: Float64Array },
};

/** @throws Fault `tensor.invalid` for values outside the datatype, values of another one, and FP16, which has no list */
export function bytesOfContents(name: string, datatype: Datatype, contents: InferTensorContents): Uint8Array {
  const filled = Object.entries(contents).filter(([, values]) => (values as readonly unknown[]).length > 0);
  const form = forms[datatype];
  const field = datatype === 'BOOL' ? 'boolContents' : datatype === 'BYTES' ? 'bytesContents' : form?.field;
  const stranger = filled.find(([given]) => given !== field);
  if (field === undefined || stranger !== undefined) {
    const text = `unexpected explicit tensor data for input tensor '${name}' of type '${datatype}'. ${field === undefined ? 'Send it as raw bytes.' : `Fill ${snake(field)} alone, or send raw bytes.`}`;
    throw new Fault('tensor.invalid', text, { field: name });
  }
  if (datatype === 'BOOL') return Uint8Array.from(contents.boolContents, Number);
  if (datatype === 'BYTES') return packBytes(contents.bytesContents);
  const { view, bounds } = form!;
  const values = contents[form!.field] as readonly number[];
  if (bounds !== undefined && values.some((value) => value < bounds[0] || value > bounds[1])) {
    const text = `input tensor '${name}' holds a value outside ${datatype}. Send values from ${bounds[0]} to ${bounds[1]}.`;
    throw new Fault('tensor.invalid', text, { field: name });
  }
  const { buffer, byteOffset, byteLength } = view.from(values as never);
  return new Uint8Array(buffer, byteOffset, byteLength);
}

const snake = (name: string): string => name.replace(/[A-Z]/, (letter) => `_${letter.toLowerCase()}`);
