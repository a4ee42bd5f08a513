import { readFileSync } from 'node:fs';

/** A system prompt and the version that stands in what was made with it. */
export interface Prompt {
  readonly version: string;
  readonly text: string;
}

const names = { edit: 'jarvisevo-edit-v1', reflect: 'jarvisevo-reflect-v1' } as const;

function load(version: string): Prompt {
  return { version, text: readFileSync(new URL(`../prompts/${version}.md`, import.meta.url), 'utf8').trim() };
}

/** The system prompts of the dialect, read once. */
export const prompts: Readonly<Record<keyof typeof names, Prompt>> = {
  edit: load(names.edit),
  reflect: load(names.reflect),
};
