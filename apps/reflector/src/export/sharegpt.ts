/** LLaMA-Factory's sharegpt layout, as its data documentation (data/README.md, Apache-2.0) describes it. */
import { Fault } from '@safelight/core';
import { z } from 'zod';

export const roles = ['user', 'assistant'] as const;

/** `<image>` in the content stands for the next picture of the sample. */
export const imageMark = '<image>';

const messageSchema = z.object({ role: z.enum(roles), content: z.string().min(1) });

/** One sample: turns alternate, the user begins, the assistant ends, and each mark has its picture. */
export const sharegptSchema = z
  .object({
    messages: z.array(messageSchema).min(2),
    images: z.array(z.string().min(1)),
    system: z.string().min(1),
  })
  .superRefine(({ messages, images }, context) => {
    const report = (message: string): void => context.addIssue({ code: 'custom', message });
    messages.forEach(({ role }, at) => {
      if (role !== roles[at % 2]) report(`messages[${at}]: ${role} out of turn`);
    });
    if (messages.length % 2 !== 0) report('the last turn must be the assistant’s');
    const marks = messages.reduce((sum, { content }) => sum + content.split(imageMark).length - 1, 0);
    if (marks !== images.length) report(`${marks} marks for ${images.length} pictures`);
  });

export type Sharegpt = z.infer<typeof sharegptSchema>;
export type Message = Sharegpt['messages'][number];

/** `dataset_info.json`: what LLaMA-Factory is told of a file in this layout. */
export function datasetInfo(name: string, file: string): Readonly<Record<string, unknown>> {
  return {
    [name]: {
      file_name: file,
      formatting: 'sharegpt',
      columns: { messages: 'messages', images: 'images', system: 'system' },
      tags: { role_tag: 'role', content_tag: 'content', user_tag: roles[0], assistant_tag: roles[1] },
    },
  };
}

/** A user's words may hold the mark; there it is no picture. */
export function withoutMarks(text: string): string {
  return text.replaceAll(imageMark, '〈image〉');
}

/** @throws Fault `internal` for a sample that LLaMA-Factory would refuse: none is written half right. */
export function checked(sample: Sharegpt, of: string): Sharegpt {
  const read = sharegptSchema.safeParse(sample);
  if (read.success) return read.data;
  const detail = read.error.issues.map(({ message }) => message).join('; ');
  throw new Fault('internal', `A sample of ${of} does not fit the layout.`, { detail });
}
