/** A small byte-level BPE tokenizer in the layout of `tokenizer.json`: every byte, two merges, and two added tokens. */
export function byteTokenizer() {
  const printable = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let next = 256;
  const letters = Array.from({ length: 256 }, (_, byte) => String.fromCodePoint(printable(byte) ? byte : next++));
  const vocabulary = Object.fromEntries([...letters, 'th', 'the'].map((token, id) => [token, id]));
  const added = (id: number, content: string) => ({
    ...{ id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: false },
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [added(300, '<think>'), added(301, '</think>')],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: true },
    model: {
      ...{ type: 'BPE', dropout: null, unk_token: null, continuing_subword_prefix: null, end_of_word_suffix: null },
      ...{ fuse_unk: false, byte_fallback: false, vocab: vocabulary, merges: ['t h', 'th e'] },
    },
  };
}
