/** Whether a request fits its model; the texts are those of Triton, which its users search for. */
import { datatypeSizeBytes, elementsOf, Fault, bytesElements, type NamedTensor } from '@safelight/core';
import type { InferRequest, TensorMetadata } from '@safelight/wire/inference';
import type { Signature } from '../instance/messages.ts';

export interface Fitting {
  readonly inputs: readonly NamedTensor[];
  readonly outputs: readonly number[];
  readonly rows: number;
}

export interface Rules {
  readonly name: string;
  readonly signature: Signature;
  readonly batchMax: number;
  readonly forbidsNan: boolean;
}

const dimensionsMax = 32;

/** @throws Fault `tensor.invalid` that names the tensor */
export function fit(request: InferRequest, rules: Rules): Fitting {
  const { name, signature, batchMax } = rules;
  const given = new Map(request.inputs.map((tensor) => [tensor.name, tensor]));
  for (const tensor of request.inputs) {
    if (!signature.inputs.some((input) => input.name === tensor.name)) {
      refuse(tensor.name, `unexpected inference input '${tensor.name}' for model '${name}'`);
    }
    if (given.get(tensor.name) !== tensor) refuse(tensor.name, `input '${tensor.name}' is given more than once`);
  }
  if (given.size !== signature.inputs.length) {
    const missing = signature.inputs.filter((input) => !given.has(input.name));
    refuse(
      missing[0]!.name,
      `expected ${signature.inputs.length} inputs but got ${given.size} inputs for model '${name}'. Got input(s) ${listed([...given.keys()])}, but missing required input(s) ${listed(missing.map((input) => input.name))}. Please provide all required input(s).`,
    );
  }
  const inputs = signature.inputs.map((input) => fitInput(given.get(input.name)!, input, rules));
  const rows = batchMax === 0 ? 1 : inputs[0]!.shape[0]!;
  if (batchMax > 0) {
    const other = inputs.find(({ shape }) => shape[0] !== rows);
    if (other !== undefined) {
      refuse(other.name, `input '${other.name}' batch size does not match other inputs for '${name}'`);
    }
    if (rows > batchMax) refuse('', `inference request batch-size must be <= ${batchMax} for '${name}'`);
  }
  return { inputs, outputs: outputsOf(request, rules), rows };
}

function fitInput(tensor: NamedTensor, input: TensorMetadata, rules: Rules): NamedTensor {
  const { name, datatype, shape, data } = tensor;
  const model = rules.name;
  if (datatype !== input.datatype) {
    refuse(
      name,
      `inference input '${name}' data-type is '${datatype}', but model '${model}' expects '${input.datatype}'`,
    );
  }
  if (shape.length > dimensionsMax || shape.some((size) => !Number.isSafeInteger(size) || size < 0)) {
    refuse(name, `invalid shape for input '${name}': shape ${listed(shape)} contains one or more invalid dimensions`);
  }
  const fits =
    shape.length === input.shape.length && input.shape.every((size, at) => size === -1 || size === shape[at]);
  if (!fits || (rules.batchMax > 0 && shape[0] === 0)) {
    refuse(
      name,
      `unexpected shape for input '${name}' for model '${model}'. Expected ${listed(input.shape)}, got ${listed(shape)}. ${rules.batchMax > 0 ? 'The first dimension is the batch.' : ''}`.trim(),
    );
  }
  const elements = elementsOf(shape);
  const sizeBytes = datatypeSizeBytes[datatype];
  if (sizeBytes === null) {
    const found = bytesElements(data, name).length;
    if (found !== elements) {
      refuse(
        name,
        `expected ${elements} string elements for inference input '${name}' for model '${model}', got ${found}`,
      );
    }
  } else if (data.byteLength !== elements * sizeBytes) {
    refuse(
      name,
      `input byte size mismatch for input '${name}' for model '${model}'. Expected ${elements * sizeBytes}, got ${data.byteLength}`,
    );
  }
  if (rules.forbidsNan && holdsNonFinite(tensor)) {
    refuse(name, `input '${name}' holds NaN or infinity, which the configuration of model '${model}' forbids`);
  }
  return tensor;
}

/** By the bits of the exponent, so that the bytes need no alignment. */
const exponents = {
  FP16: { sizeBytes: 2, highByte: 1, mask: 0x7c00 },
  FP32: { sizeBytes: 4, highByte: 3, mask: 0x7f80 },
  FP64: { sizeBytes: 8, highByte: 7, mask: 0x7ff0 },
} as const;

function holdsNonFinite({ datatype, data }: NamedTensor): boolean {
  if (datatype === 'FP32' && data.byteOffset % 4 === 0) {
    const words = new Uint32Array(data.buffer, data.byteOffset, data.byteLength >>> 2);
    for (let at = 0; at < words.length; at++) if ((words[at]! & 0x7f800000) === 0x7f800000) return true;
    return false;
  }
  if (datatype !== 'FP16' && datatype !== 'FP32' && datatype !== 'FP64') return false;
  const { sizeBytes, highByte, mask } = exponents[datatype];
  for (let at = 0; at < data.byteLength; at += sizeBytes) {
    const high = (data[at + highByte]! << 8) | data[at + highByte - 1]!;
    if ((high & mask) === mask) return true;
  }
  return false;
}

function outputsOf(request: InferRequest, { name, signature }: Rules): readonly number[] {
  if (request.outputs.length === 0) return signature.outputs.map((_, index) => index);
  const wanted = request.outputs.map((output) => {
    const index = signature.outputs.findIndex((known) => known.name === output);
    return index >= 0 ? index : refuse(output, `unexpected inference output '${output}' for model '${name}'`);
  });
  return [...new Set(wanted)].sort((a, b) => a - b);
}

/** As Triton shows shapes and names. */
function listed(values: readonly (number | string)[]): string {
  return `[${values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(',')}]`;
}

function refuse(field: string, text: string): never {
  throw new Fault('tensor.invalid', text, { field });
}
