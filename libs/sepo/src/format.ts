/** A turn that edits, or the last one, which scores (JarvisEvo's dialect). */
export type ReplyForm = 'edit' | 'evaluation';

const forms: Readonly<Record<ReplyForm, RegExp>> = {
  edit: /^\s*(<state>[^<]*<\/state>\s*)?<think>[\s\S]*?<\/think>\s*<tool_call>[\s\S]*?<\/tool_call>\s*$/,
  evaluation: /^\s*(<state>[^<]*<\/state>\s*)?<think>[\s\S]*?<\/think>\s*<answer>[\s\S]*?<\/answer>\s*$/,
};

const tags = ['think', 'tool_call', 'answer'] as const;

/** R_f: 1 when a reply is one thought and then one block of its form, with each tag once; otherwise 0. */
export function formatReward(reply: string, form: ReplyForm): 0 | 1 {
  const once = tags.every((tag) => reply.split(`<${tag}>`).length <= 2 && reply.split(`</${tag}>`).length <= 2);
  return once && forms[form].test(reply) ? 1 : 0;
}
