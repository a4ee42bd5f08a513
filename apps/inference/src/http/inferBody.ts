/** Bodies of `/infer`: JSON, with tensors inside or as bytes behind it (the binary tensor data extension). */
import { Fault, isDatatype, type NamedTensor } from '@safelight/core';
import type { InferParameter, InferRequest, InferResponse } from '@safelight/wire/inference';
import { z } from 'zod';
import { bytesOfJson, jsonOfTensor } from './jsonTensor.ts';

const parameters = z.record(z.string(), z.union([z.boolean(), z.number(), z.string()]));
const schema = z.object({
  id: z.string().max(1_000).default(''),
  parameters: parameters.optional(),
  inputs: z
    .array(
      z.object({
        name: z.string(),
        datatype: z.string(),
        shape: z.array(z.int().min(0)).max(32),
        parameters: parameters.optional(),
        data: z.custom<readonly unknown[]>(Array.isArray, 'must be a list').optional(),
      }),
    )
    .max(1_000),
  outputs: z
    .array(z.object({ name: z.string(), parameters: parameters.optional() }))
    .max(1_000)
    .optional(),
});

export interface ParsedBody {
  readonly request: InferRequest;
  /** Whether an output goes as bytes. */
  readonly isBinary: (output: string) => boolean;
}

export interface EncodedBody {
  readonly parts: readonly Uint8Array[];
  /** Undefined: all of it is JSON. */
  readonly jsonLength: number | undefined;
}

/**
 * @param jsonLength of the header `Inference-Header-Content-Length`; undefined: all of the body
 * @throws Fault `request.invalid`, `tensor.invalid`
 */
export function parseInferBody(
  body: Buffer,
  jsonLength: number | undefined,
  modelName: string,
  modelVersion: string,
): ParsedBody {
  if (jsonLength !== undefined && jsonLength > body.byteLength) {
    const text = `Unable to parse Inference-Header-Content-Length: it says ${jsonLength} bytes, the body has ${body.byteLength}.`;
    throw new Fault('request.invalid', text, { field: 'Inference-Header-Content-Length' });
  }
  const json = parseJson(jsonLength === undefined ? body : body.subarray(0, jsonLength));
  let at = jsonLength ?? body.byteLength;
  const inputs = json.inputs.map((input): NamedTensor => {
    const { name, datatype, shape, data } = input;
    if (!isDatatype(datatype)) refuse(name, `invalid datatype for input '${name}': '${datatype}' is not known here.`);
    const sizeBytes = input.parameters?.['binary_data_size'];
    if (input.parameters?.['shared_memory_region'] !== undefined) {
      refuse(name, `input '${name}' lies in shared memory, which this server does not read. Send its bytes.`);
    }
    if (sizeBytes === undefined) {
      if (data === undefined)
        refuse(
          name,
          `Input must set only one of the following fields: 'data', 'binary_data_size' in 'parameters'. '${name}' has none.`,
        );
      return { name, datatype, shape, data: bytesOfJson(name, datatype, shape, data) };
    }
    if (data !== undefined)
      refuse(
        name,
        `Input must set only one of the following fields: 'data', 'binary_data_size' in 'parameters'. '${name}' has both.`,
      );
    if (!Number.isSafeInteger(sizeBytes) || (sizeBytes as number) < 0)
      refuse(name, `Unable to parse 'binary_data_size' of input '${name}'.`);
    if (jsonLength === undefined) {
      refuse(
        name,
        "must specify valid 'Inference-Header-Content-Length' in request header and 'binary_data_size' when passing inputs in binary data format",
      );
    }
    const end = at + (sizeBytes as number);
    if (end > body.byteLength) {
      refuse(
        name,
        `unexpected size for input '${name}', expecting ${end - body.byteLength} additional bytes for model '${modelName}'`,
      );
    }
    const bytes = body.subarray(at, end);
    at = end;
    return { name, datatype, shape, data: bytes };
  });
  if (at !== body.byteLength) refuse('', `unexpected additional input data for model '${modelName}'`);
  const binaryByDefault = json.parameters?.['binary_data_output'] === true;
  const binary = new Map(
    json.outputs?.map(({ name, parameters: own }) => {
      if (Number(own?.['classification'] ?? 0) !== 0)
        refuse(name, `output '${name}': this server does not classify. Ask for the values.`);
      const asked = own?.['binary_data'];
      return [name, typeof asked === 'boolean' ? asked : binaryByDefault] as const;
    }),
  );
  const given = new Map<string, InferParameter>(Object.entries(json.parameters ?? {}));
  const outputs = [...binary.keys()];
  return {
    request: { modelName, modelVersion, id: json.id, parameters: given, inputs, outputs },
    isBinary: (output) => binary.get(output) ?? binaryByDefault,
  };
}

function parseJson(bytes: Buffer): z.output<typeof schema> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    const text = `failed to parse the request JSON buffer: ${(cause as Error).message}`;
    throw new Fault('request.invalid', text, { cause });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [{ path, message }] = result.error.issues as [z.core.$ZodIssue];
  throw new Fault('request.invalid', `Unable to parse '${path.join('.') || 'the request'}': ${message}`, {
    field: path.join('.'),
  });
}

export function encodeInferBody(response: InferResponse, isBinary: (output: string) => boolean): EncodedBody {
  const { modelName, modelVersion, id } = response;
  const bytes: Uint8Array[] = [];
  const outputs = response.outputs.map((output) => {
    const { name, datatype, shape, data } = output;
    const head = `"name":${JSON.stringify(name)},"datatype":"${datatype}","shape":[${shape.join(',')}]`;
    if (!isBinary(name)) return `{${head},"data":${jsonOfTensor(output)}}`;
    bytes.push(data);
    return `{${head},"parameters":{"binary_data_size":${data.byteLength}}}`;
  });
  const own = id === '' ? '' : `"id":${JSON.stringify(id)},`;
  const json = Buffer.from(
    `{${own}"model_name":${JSON.stringify(modelName)},"model_version":"${modelVersion}","outputs":[${outputs.join(',')}]}`,
  );
  return { parts: [json, ...bytes], jsonLength: bytes.length === 0 ? undefined : json.byteLength };
}

function refuse(field: string, text: string): never {
  throw new Fault('tensor.invalid', text, { field });
}
