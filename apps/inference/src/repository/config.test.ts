import { describe, expect, it } from 'vitest';
import { instancesOf, parseModelConfig } from './config.ts';

const parse = (text: string) => parseModelConfig(text, 'm', 'm/config.pbtxt');

describe('the configuration of a model', () => {
  it('is read as Triton writes it', () => {
    const config = parse(`
      name: "m"  # the folder's
      platform: "onnxruntime_onnx"
      max_batch_size: 16
      input [ { name: "INPUT" data_type: TYPE_FP32 dims: [ 3, -1 ] } ]
      output { name: "OUTPUT", data_type: TYPE_FP32; dims: 1 }
      version_policy: { specific { versions: [ 1, 3 ] } }
      instance_group [ { kind: KIND_CPU count: 2 }, { count: 1 } ]
      dynamic_batching {
        preferred_batch_size: [ 4, 8 ]
        max_queue_delay_microseconds: 100
        priority_levels: 2
        default_priority_level: 2
        priority_queue_policy { key: 1 value: { timeout_action: DELAY max_queue_size: 5 } }
        priority_queue_policy { key: 2 value: { default_timeout_microseconds: 1000 } }
      }
      parameters { key: "intra_op_thread_count" value { string_value: "2" } }
      response_cache { enable: true }`);
    expect(config).toMatchObject({
      max_batch_size: 16,
      input: [{ name: 'INPUT', data_type: 'TYPE_FP32', dims: [3, -1] }],
      output: [{ dims: [1] }],
      version_policy: { specific: { versions: [1, 3] } },
      dynamic_batching: {
        preferred_batch_size: [4, 8],
        priority_queue_policy: {
          1: { timeout_action: 'DELAY', max_queue_size: 5 },
          2: { timeout_action: 'REJECT', default_timeout_microseconds: 1000 },
        },
      },
      parameters: { intra_op_thread_count: { string_value: '2' } },
      response_cache: { enable: true },
    });
    expect(instancesOf(config)).toBe(3);
  });

  it('is the same as JSON, with long numbers as text', () => {
    const text = '{"max_batch_size": 4, "dynamic_batching": {"max_queue_delay_microseconds": "500"}}';
    expect(parse(text)).toEqual(parse('max_batch_size: 4 dynamic_batching { max_queue_delay_microseconds: 500 }'));
  });

  it('may be empty', () => {
    expect(parse('')).toMatchObject({ name: 'm', max_batch_size: 0, version_policy: { latest: { num_versions: 1 } } });
  });

  it.each([
    ['a field that is not known here', 'sequence_batching { }', /sequence_batching/],
    ['another name', 'name: "other"', /folder 'm'/],
    ['batching without a batch', 'dynamic_batching { }', /max_batch_size above 0/],
    [
      'a preferred size beyond the batch',
      'max_batch_size: 2 dynamic_batching { preferred_batch_size: 4 }',
      /between 1 and/,
    ],
    [
      'a default level that is none',
      'max_batch_size: 2 dynamic_batching { priority_levels: 2 }',
      /default_priority_level/,
    ],
    ['a field given twice', 'max_batch_size: 2 max_batch_size: 3', /more than once/],
    ['a graphics processor', 'instance_group { kind: KIND_GPU }', /instance_group/],
    ['text that breaks off', 'input [ { name: "a"\n', /line 2 ends too early/],
    ['text that is none', 'max_batch_size = 2', /line 1 has "="/],
    ['messages without end', 'a {'.repeat(50), /line 1/],
    ['JSON that is none', '{"max_batch_size": }', /not valid JSON/],
  ])('is refused for %s', (_, text, expected) => {
    expect(() => parse(text)).toThrow(expected);
  });
});
