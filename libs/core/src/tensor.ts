/** Tensors as they travel to and from models: the words of the Open Inference Protocol. */
import { Fault } from './fault.ts';

/** Bytes of one element; null: BYTES, whose elements have lengths of their own. */
export const datatypeSizeBytes = {
  BOOL: 1,
  UINT8: 1,
  UINT16: 2,
  UINT32: 4,
  UINT64: 8,
  INT8: 1,
  INT16: 2,
  INT32: 4,
  INT64: 8,
  FP16: 2,
  FP32: 4,
  FP64: 8,
  BYTES: null,
} as const;
export type Datatype = keyof typeof datatypeSizeBytes;

export interface Tensor {
  readonly datatype: Datatype;
  /** Outermost dimension first. */
  readonly shape: readonly number[];
  /** Little-endian, row by row; elements of BYTES as their length (uint32) and bytes. At any byte offset. */
  readonly data: Uint8Array;
}

export interface NamedTensor extends Tensor {
  readonly name: string;
}

export function isDatatype(text: string): text is Datatype {
  return Object.hasOwn(datatypeSizeBytes, text);
}

/** How many elements a shape holds; 1 for a scalar. */
export function elementsOf(shape: readonly number[]): number {
  let elements = 1;
  for (const size of shape) elements *= size;
  return elements;
}

/** The elements of BYTES data. @throws Fault `tensor.invalid` when a length lies */
export function bytesElements(data: Uint8Array, field: string): Uint8Array[] {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const elements: Uint8Array[] = [];
  let at = 0;
  while (at < data.byteLength) {
    if (at + 4 > data.byteLength) throw cutShort(field);
    const end = at + 4 + view.getUint32(at, true);
    if (end > data.byteLength) throw cutShort(field);
    elements.push(data.subarray(at + 4, end));
    at = end;
  }
  return elements;
}

/** BYTES data of elements. */
export function packBytes(elements: readonly Uint8Array[]): Uint8Array {
  const packed = new Uint8Array(elements.reduce((size, { byteLength }) => size + 4 + byteLength, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const element of elements) {
    view.setUint32(at, element.byteLength, true);
    packed.set(element, at + 4);
    at += 4 + element.byteLength;
  }
  return packed;
}

function cutShort(field: string): Fault {
  const text = `incomplete string data for '${field}': an element is longer than the bytes that were sent.`;
  return new Fault('tensor.invalid', text, { field });
}

/** FP32 data as numbers; a view where the bytes lie on a boundary of 4, else a copy. */
export function float32Of({ data }: Tensor): Float32Array {
  // Not slice(): of a Buffer that is a view.
  const aligned = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
  return new Float32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength / 4);
}

/** A view: the tensor shares its memory with the numbers. */
export function float32Tensor(values: Float32Array, shape: readonly number[]): Tensor {
  return { datatype: 'FP32', shape, data: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) };
}
