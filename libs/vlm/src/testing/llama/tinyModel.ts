/** A llama model with random weights and one token a byte: it knows nothing and speaks the whole protocol. */
import { gguf, type GgufTensor, type GgufValue } from './gguf.ts';

const width = 32;
const heads = 2;
const feedForward = 64;
const layers = 1;
const contextTokens = 32_768;

const tokenTypes = { unknown: 2, control: 3, userDefined: 4, byte: 6 } as const;
const specials = ['<unk>', '<s>', '</s>'];
/** As one token each, a model at random comes upon them. */
const marks = ['<tool_call>\n', '\n</tool_call>'];
/** Numbers of tokens that a test may favour. */
export const tinyTokens = { end: 2, toolCall: specials.length + 256 } as const;
const vocabulary = specials.length + 256 + marks.length;

/** Turns in brackets, tools as JSON lines, calls in the tags of Hermes and Qwen: the server reads the format off it. */
const chatTemplate = `{%- if tools %}[system]
<tools>
{%- for tool in tools %}
{{ tool | tojson }}
{%- endfor %}
</tools>
{% endif %}
{%- for message in messages %}
{%- if message.role == 'tool' %}[user]
<tool_response>
{{ message.content }}
</tool_response>
{% else %}[{{ message.role }}]
{{ message.content }}
{%- for call in message.tool_calls or [] %}
<tool_call>
{"name": "{{ call.function.name }}", "arguments": {{ call.function.arguments | tojson }}}
</tool_call>
{%- endfor %}
{% endif %}
{%- endfor %}
{%- if add_generation_prompt %}[assistant]
{% endif %}`;

export function tinyModel(seed: number): Buffer {
  const random = gaussian(seed);
  const tensor = (name: string, ...shape: readonly number[]): GgufTensor => {
    const size = shape.reduce((product, edge) => product * edge, 1);
    return { name, shape, data: Float32Array.from({ length: size }, () => random() / Math.sqrt(width)) };
  };
  const ones = (name: string): GgufTensor => ({ name, shape: [width], data: new Float32Array(width).fill(1) });
  const blocks = Array.from({ length: layers }, (_, i) => [
    ones(`blk.${i}.attn_norm.weight`),
    ...['q', 'k', 'v', 'output'].map((part) => tensor(`blk.${i}.attn_${part}.weight`, width, width)),
    ones(`blk.${i}.ffn_norm.weight`),
    tensor(`blk.${i}.ffn_gate.weight`, width, feedForward),
    tensor(`blk.${i}.ffn_up.weight`, width, feedForward),
    tensor(`blk.${i}.ffn_down.weight`, feedForward, width),
  ]);
  return gguf(metadata(), [
    tensor('token_embd.weight', width, vocabulary),
    ones('output_norm.weight'),
    tensor('output.weight', width, vocabulary),
    ...blocks.flat(),
  ]);
}

function metadata(): Record<string, GgufValue> {
  const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`);
  const tokens = [...specials, ...bytes, ...marks];
  return {
    'general.architecture': 'llama',
    'general.name': 'tiny',
    'llama.context_length': { uint32: contextTokens },
    'llama.embedding_length': { uint32: width },
    'llama.block_count': { uint32: layers },
    'llama.feed_forward_length': { uint32: feedForward },
    'llama.attention.head_count': { uint32: heads },
    'llama.attention.head_count_kv': { uint32: heads },
    'llama.attention.layer_norm_rms_epsilon': 1e-5,
    'llama.rope.dimension_count': { uint32: width / heads },
    'llama.vocab_size': { uint32: vocabulary },
    'tokenizer.ggml.model': 'llama',
    'tokenizer.ggml.tokens': tokens,
    'tokenizer.ggml.scores': tokens.map((_, index) => -index - 0.5),
    'tokenizer.ggml.token_type': [
      tokenTypes.unknown,
      tokenTypes.control,
      tokenTypes.control,
      // Random bytes are no UTF-8, and parsers of the server refuse them. Control tokens can be read, and grammars never
      // let them be written: so it reads everything and writes ASCII.
      ...bytes.map((_, byte) => (byte < 128 ? tokenTypes.byte : tokenTypes.control)),
      ...marks.map(() => tokenTypes.userDefined),
    ],
    'tokenizer.ggml.unknown_token_id': { uint32: 0 },
    'tokenizer.ggml.bos_token_id': { uint32: 1 },
    'tokenizer.ggml.eos_token_id': { uint32: 2 },
    'tokenizer.ggml.add_space_prefix': false,
    'tokenizer.chat_template': chatTemplate,
  };
}

/** Marsaglia's polar method over mulberry32. */
function gaussian(seed: number): () => number {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return () => {
    for (;;) {
      const [x, y] = [2 * uniform() - 1, 2 * uniform() - 1];
      const square = x * x + y * y;
      if (square > 0 && square < 1) return x * Math.sqrt((-2 * Math.log(square)) / square);
    }
  };
}
