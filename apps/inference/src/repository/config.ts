/** The configuration of a model: Triton's ModelConfig, as `config.pbtxt` or as JSON, with the fields that are known here. */
import { Fault, type Datatype } from '@safelight/core';
import { z } from 'zod';
import { parseTextFormat } from './prototext.ts';

/** 64-bit numbers of protobuf's JSON may be strings. */
const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);
const count = whole.refine((value) => value >= 0, 'must not be negative');

export const typeNames = {
  BOOL: 'TYPE_BOOL',
  UINT8: 'TYPE_UINT8',
  UINT16: 'TYPE_UINT16',
  UINT32: 'TYPE_UINT32',
  UINT64: 'TYPE_UINT64',
  INT8: 'TYPE_INT8',
  INT16: 'TYPE_INT16',
  INT32: 'TYPE_INT32',
  INT64: 'TYPE_INT64',
  FP16: 'TYPE_FP16',
  FP32: 'TYPE_FP32',
  FP64: 'TYPE_FP64',
  BYTES: 'TYPE_STRING',
} as const satisfies Record<Datatype, string>;
const dataType = z.enum(Object.values(typeNames) as [string, ...string[]]);

const tensor = z.strictObject({ name: z.string().min(1), data_type: dataType, dims: z.array(whole).min(1) });

const queuePolicy = z.strictObject({
  /** What becomes of a request that waited too long: refused, or served after all that did not. */
  timeout_action: z.enum(['REJECT', 'DELAY']).default('REJECT'),
  /** 0: it may wait as long as its caller does. */
  default_timeout_microseconds: count.default(0),
  /** Whether a request's parameter `timeout` may shorten the wait. */
  allow_timeout_override: z.boolean().default(false),
  /** 0: the server's own limit. */
  max_queue_size: count.default(0),
});
export type QueuePolicy = z.output<typeof queuePolicy>;

const batching = z
  .strictObject({
    preferred_batch_size: z.array(count).default([]),
    max_queue_delay_microseconds: count.default(0),
    preserve_ordering: z.boolean().default(false),
    /** 0: one level. Level 1 goes first. */
    priority_levels: count.refine((levels) => levels <= 100, 'must be at most 100').default(0),
    default_priority_level: count.default(0),
    default_queue_policy: queuePolicy.default(queuePolicy.parse({})),
    priority_queue_policy: z.record(z.string().regex(/^\d+$/), queuePolicy).default({}),
  })
  .refine(
    ({ priority_levels: levels, default_priority_level: level }) =>
      levels === 0 ? level === 0 : level >= 1 && level <= levels,
    'default_priority_level must be one of the priority_levels',
  );
export type Batching = z.output<typeof batching>;

/** Values are text, as Triton has them. The thread counts are those of its onnxruntime backend. */
const parameters = z.strictObject({
  intra_op_thread_count: z.strictObject({ string_value: z.string().regex(/^\d{1,2}$/) }).optional(),
  inter_op_thread_count: z.strictObject({ string_value: z.string().regex(/^\d{1,2}$/) }).optional(),
  /** `true`: inputs that hold NaN or infinity are refused. This server's own; Triton hands it on and does not heed it. */
  forbid_nan: z.strictObject({ string_value: z.enum(['true', 'false']) }).optional(),
  /**
   * `thread` (the default): each instance on a thread of its own. `main`: on the thread that serves, for a network that
   * takes less than 0.1 ms, whatever it is asked; its sizes must be fixed but for the batch. This server's own too.
   */
  placement: z.strictObject({ string_value: z.enum(['thread', 'main']) }).optional(),
});

const schema = z.strictObject({
  name: z.string().default(''),
  platform: z.enum(['', 'onnxruntime_onnx']).default(''),
  backend: z.enum(['', 'onnxruntime']).default(''),
  version_policy: z
    .union([
      z.strictObject({ latest: z.strictObject({ num_versions: count.default(1) }) }),
      z.strictObject({ all: z.strictObject({}) }),
      z.strictObject({ specific: z.strictObject({ versions: z.array(count).min(1) }) }),
    ])
    .default({ latest: { num_versions: 1 } }),
  /** 0: the model takes no batches, and shapes are whole. */
  max_batch_size: count.refine((size) => size <= 4_096, 'must be at most 4096').default(0),
  input: z.array(tensor).default([]),
  output: z.array(tensor).default([]),
  dynamic_batching: batching.optional(),
  instance_group: z
    .array(
      z.strictObject({
        name: z.string().default(''),
        kind: z.enum(['KIND_AUTO', 'KIND_CPU']).default('KIND_CPU'),
        count: count.refine((number) => number >= 1 && number <= 64, 'must be 1 to 64').default(1),
      }),
    )
    .default([{ name: '', kind: 'KIND_CPU', count: 1 }]),
  default_model_filename: z
    .string()
    .regex(/^[\w.-]+$/)
    .default('model.onnx'),
  parameters: parameters.default({}),
  model_warmup: z
    .array(
      z.strictObject({
        name: z.string(),
        batch_size: count.default(1),
        count: count.refine((times) => times <= 1_000, 'must be at most 1000').default(1),
        inputs: z.record(
          z.string(),
          z.strictObject({
            data_type: dataType,
            dims: z.array(count),
            zero_data: z.boolean().optional(),
            random_data: z.boolean().optional(),
          }),
        ),
      }),
    )
    .default([]),
  response_cache: z.strictObject({ enable: z.boolean().default(false) }).default({ enable: false }),
});

export type ModelConfig = z.output<typeof schema>;

const form = {
  repeated: new Set(['input', 'output', 'dims', 'preferred_batch_size', 'versions', 'instance_group', 'model_warmup']),
  maps: new Set(['parameters', 'priority_queue_policy', 'inputs']),
};

/**
 * @param text `config.pbtxt`, or JSON when it begins with a brace; empty: all defaults
 * @throws Fault `config.invalid` that names every field that is wrong or not known here
 */
export function parseModelConfig(text: string, name: string, file: string): ModelConfig {
  const given = text.trimStart().startsWith('{') ? parseJson(text, file) : parseTextFormat(text, form, file);
  const result = schema.safeParse(given);
  if (!result.success) {
    const problems = result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`.replace(/^: /, ''));
    throw new Fault('config.invalid', `${file}: ${problems.join('; ')}. Mend the configuration of '${name}'.`);
  }
  const config = result.data;
  if (config.name !== '' && config.name !== name) {
    const message = `${file}: the name is '${config.name}' and the folder '${name}'. Give both the same name.`;
    throw new Fault('config.invalid', message, { field: 'name' });
  }
  const preferred = config.dynamic_batching?.preferred_batch_size ?? [];
  if (config.dynamic_batching !== undefined && config.max_batch_size === 0) {
    const message = `${file}: dynamic_batching needs a max_batch_size above 0. Set it, or leave out dynamic_batching.`;
    throw new Fault('config.invalid', message, { field: 'max_batch_size' });
  }
  if (preferred.some((size) => size < 1 || size > config.max_batch_size)) {
    const message = `${file}: preferred_batch_size must lie between 1 and max_batch_size (${config.max_batch_size}).`;
    throw new Fault('config.invalid', message, { field: 'preferred_batch_size' });
  }
  return { ...config, name, backend: 'onnxruntime', platform: 'onnxruntime_onnx' };
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Fault('config.invalid', `${file}: this is not valid JSON. Mend it.`, { cause });
  }
}

/** How many worker threads run the model at once. */
export const instancesOf = (config: ModelConfig): number =>
  config.instance_group.reduce((sum, group) => sum + group.count, 0);
