/** Writes small ONNX files for tests and benches: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, field by field. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** TensorProto.DataType. */
const elementTypes = { FP32: 1, UINT8: 2, INT8: 3, INT32: 6, INT64: 7, BYTES: 8, BOOL: 9, FP16: 10, FP64: 11 } as const;
export type ElementType = keyof typeof elementTypes;

export interface Value {
  readonly name: string;
  readonly type: ElementType;
  /** Text: any size, by that name. */
  readonly shape: readonly (number | string)[];
}

export interface Node {
  readonly op: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly integers?: Readonly<Record<string, number>>;
}

export interface Weights {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface Graph {
  readonly inputs: readonly Value[];
  readonly outputs: readonly Value[];
  readonly nodes: readonly Node[];
  readonly weights?: readonly Weights[];
}

const irVersion = 8;
const opsetVersion = 17;
const attributeInt = 2;

type Write = (writer: BinaryWriter) => void;

const message =
  (field: number, write: Write): Write =>
  (writer) => {
    writer.tag(field, WireType.LengthDelimited).fork();
    write(writer);
    writer.join();
  };
const text =
  (field: number, value: string): Write =>
  (writer) =>
    void writer.tag(field, WireType.LengthDelimited).string(value);
const integer =
  (field: number, value: number): Write =>
  (writer) =>
    void writer.tag(field, WireType.Varint).int64(value);
const bytes =
  (field: number, value: Uint8Array): Write =>
  (writer) =>
    void writer.tag(field, WireType.LengthDelimited).bytes(value);
const all =
  (...writes: readonly Write[]): Write =>
  (writer) =>
    writes.forEach((write) => write(writer));

function valueInfo(field: number, { name, type, shape }: Value): Write {
  const dimensions = shape.map((size) => message(1, typeof size === 'string' ? text(2, size) : integer(1, size)));
  const tensorType = message(1, all(integer(1, elementTypes[type]), message(2, all(...dimensions))));
  return message(field, all(text(1, name), message(2, tensorType)));
}

function node({ op, inputs, outputs, integers = {} }: Node): Write {
  const attributes = Object.entries(integers).map(([name, value]) =>
    message(5, all(text(1, name), integer(3, value), integer(20, attributeInt))),
  );
  return message(
    1,
    all(...inputs.map((name) => text(1, name)), ...outputs.map((name) => text(2, name)), text(4, op), ...attributes),
  );
}

function weight({ name, shape, values }: Weights): Write {
  const raw = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return message(
    5,
    all(...shape.map((size) => integer(1, size)), integer(2, elementTypes.FP32), text(8, name), bytes(9, raw)),
  );
}

/** The bytes of a model file. */
export function onnxModel({ inputs, outputs, nodes, weights = [] }: Graph): Uint8Array {
  const writer = new BinaryWriter();
  const graph = all(
    ...nodes.map(node),
    text(2, 'graph'),
    ...weights.map(weight),
    ...inputs.map((value) => valueInfo(11, value)),
    ...outputs.map((value) => valueInfo(12, value)),
  );
  all(integer(1, irVersion), message(7, graph), message(8, integer(2, opsetVersion)))(writer);
  return writer.finish();
}
