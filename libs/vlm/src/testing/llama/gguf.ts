/** Writes GGUF version 3, the file format of llama.cpp: metadata, then named tensors of 32-bit floats. */

export type GgufValue = number | string | boolean | { readonly uint32: number } | readonly string[] | readonly number[];

export interface GgufTensor {
  readonly name: string;
  /** Innermost dimension first, as GGML counts. */
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

const alignment = 32;
const types = { int32: 5, float32: 6, bool: 7, string: 8, array: 9, uint32: 4 } as const;

/** Plain numbers are 32-bit floats; lists of numbers are floats when one is not whole, else 32-bit integers. */
export function gguf(metadata: Readonly<Record<string, GgufValue>>, tensors: readonly GgufTensor[]): Buffer {
  const entries = Object.entries(metadata);
  const head = [Buffer.from('GGUF'), uint32(3), uint64(tensors.length), uint64(entries.length)];
  for (const [key, value] of entries) head.push(text(key), encode(value));
  let offset = 0;
  for (const { name, shape, data } of tensors) {
    head.push(text(name), uint32(shape.length), ...shape.map(uint64), uint32(0), uint64(offset));
    offset += padded(data.byteLength);
  }
  const header = Buffer.concat(head);
  const body = tensors.flatMap(({ data }) => [
    Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    Buffer.alloc(padded(data.byteLength) - data.byteLength),
  ]);
  return Buffer.concat([header, Buffer.alloc(padded(header.length) - header.length), ...body]);
}

const padded = (bytes: number): number => Math.ceil(bytes / alignment) * alignment;

function encode(value: GgufValue): Buffer {
  if (typeof value === 'string') return Buffer.concat([uint32(types.string), text(value)]);
  if (typeof value === 'number') return Buffer.concat([uint32(types.float32), float32(value)]);
  if (typeof value === 'boolean') return Buffer.concat([uint32(types.bool), Buffer.from([value ? 1 : 0])]);
  if ('uint32' in value) return Buffer.concat([uint32(types.uint32), uint32(value.uint32)]);
  const count = uint64(value.length);
  if (value.every((item) => typeof item === 'string')) {
    return Buffer.concat([uint32(types.array), uint32(types.string), count, ...value.map(text)]);
  }
  const numbers = value as readonly number[];
  const whole = numbers.every(Number.isInteger);
  const items = numbers.map(whole ? int32 : float32);
  return Buffer.concat([uint32(types.array), uint32(whole ? types.int32 : types.float32), count, ...items]);
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

function float32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return bytes;
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([uint64(bytes.length), bytes]);
}
