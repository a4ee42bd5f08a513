/** Tensors as JSON lists, flat or nested, in both directions. */
import {
  datatypeSizeBytes,
  elementsOf,
  Fault,
  bytesElements,
  packBytes,
  type Datatype,
  type NamedTensor,
} from '@safelight/core';

type Setter = (view: DataView, at: number, value: unknown, name: string) => void;

const integer =
  (min: number, max: number, set: (view: DataView, at: number, value: number) => void): Setter =>
  (view, at, value, name) => {
    if (!Number.isInteger(value) || (value as number) < min || (value as number) > max)
      refuse(name, `Send whole numbers from ${min} to ${max}.`);
    set(view, at, value as number);
  };
/** A parser of JSON rounds larger numbers, so they are refused rather than changed. */
const big =
  (min: number, set: (view: DataView, at: number, value: bigint) => void): Setter =>
  (view, at, value, name) => {
    if (!Number.isSafeInteger(value) || (value as number) < min)
      refuse(name, 'Send whole numbers up to 2^53, or the tensor as binary data.');
    set(view, at, BigInt(value as number));
  };
const real =
  (set: (view: DataView, at: number, value: number) => void): Setter =>
  (view, at, value, name) => {
    if (typeof value !== 'number') refuse(name, 'Send numbers.');
    set(view, at, value as number);
  };

const setters: Readonly<Partial<Record<Datatype, Setter>>> = {
  BOOL: (view, at, value, name) => {
    if (typeof value !== 'boolean' && value !== 0 && value !== 1) refuse(name, 'Send true or false.');
    view.setUint8(at, Number(value));
  },
  INT8: integer(-128, 127, (view, at, value) => view.setInt8(at, value)),
  INT16: integer(-32_768, 32_767, (view, at, value) => view.setInt16(at, value, true)),
  INT32: integer(-(2 ** 31), 2 ** 31 - 1, (view, at, value) => view.setInt32(at, value, true)),
  INT64: big(Number.MIN_SAFE_INTEGER, (view, at, value) => view.setBigInt64(at, value, true)),
  UINT8: integer(0, 255, (view, at, value) => view.setUint8(at, value)),
  UINT16: integer(0, 65_535, (view, at, value) => view.setUint16(at, value, true)),
  UINT32: integer(0, 2 ** 32 - 1, (view, at, value) => view.setUint32(at, value, true)),
  UINT64: big(0, (view, at, value) => view.setBigUint64(at, value, true)),
  FP32: real((view, at, value) => view.setFloat32(at, value, true)),
  FP64: real((view, at, value) => view.setFloat64(at, value, true)),
};

const depthMax = 32;

/** @throws Fault `tensor.invalid` when there are not as many elements as the shape says, or one does not fit the type */
export function bytesOfJson(
  name: string,
  datatype: Datatype,
  shape: readonly number[],
  data: readonly unknown[],
): Uint8Array {
  const elements = elementsOf(shape);
  const flat = data.some(Array.isArray) ? (data.flat(depthMax) as readonly unknown[]) : data;
  if (flat.length !== elements) {
    const text = `unexpected number of elements for input '${name}': the shape has ${elements}, 'data' has ${flat.length}`;
    throw new Fault('tensor.invalid', text, { field: name });
  }
  if (datatype === 'BYTES') {
    return packBytes(
      flat.map((value) => (typeof value === 'string' ? Buffer.from(value, 'utf8') : refuse(name, 'Send text.'))),
    );
  }
  const set = setters[datatype];
  if (set === undefined) return refuse(name, `Send ${datatype} as binary data.`);
  const size = datatypeSizeBytes[datatype];
  const bytes = new Uint8Array(elements * size);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < elements; index++) set(view, index * size, flat[index], name);
  return bytes;
}

const getters: Readonly<Partial<Record<Datatype, (view: DataView, at: number) => number | bigint | boolean>>> = {
  BOOL: (view, at) => view.getUint8(at) !== 0,
  INT8: (view, at) => view.getInt8(at),
  INT16: (view, at) => view.getInt16(at, true),
  INT32: (view, at) => view.getInt32(at, true),
  INT64: (view, at) => view.getBigInt64(at, true),
  UINT8: (view, at) => view.getUint8(at),
  UINT16: (view, at) => view.getUint16(at, true),
  UINT32: (view, at) => view.getUint32(at, true),
  UINT64: (view, at) => view.getBigUint64(at, true),
  FP32: (view, at) => view.getFloat32(at, true),
  FP64: (view, at) => view.getFloat64(at, true),
};

/** The text of the JSON list. @throws Fault `tensor.invalid` for what JSON cannot carry: NaN, infinity, FP16, bytes that are no text */
export function jsonOfTensor({ name, datatype, data }: NamedTensor): string {
  if (datatype === 'BYTES') {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    try {
      return JSON.stringify(bytesElements(data, name).map((bytes) => decoder.decode(bytes)));
    } catch {
      throw noJson(name, 'bytes that are no UTF-8 text');
    }
  }
  const get = getters[datatype];
  if (get === undefined) throw noJson(name, datatype);
  const size = datatypeSizeBytes[datatype]!;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const values: string[] = [];
  for (let at = 0; at < data.byteLength; at += size) {
    const value = get(view, at);
    if (typeof value === 'number' && !Number.isFinite(value)) throw noJson(name, 'NaN or infinity');
    values.push(String(value));
  }
  return `[${values.join(',')}]`;
}

function noJson(name: string, what: string): Fault {
  const text = `output '${name}' holds ${what}, which JSON cannot carry. Ask for it as binary data.`;
  return new Fault('tensor.invalid', text, { field: name });
}

function refuse(name: string, what: string): never {
  throw new Fault('tensor.invalid', `Unable to parse 'data' of input '${name}'. ${what}`, { field: name });
}
