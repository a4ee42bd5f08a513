import { readFileSync } from 'node:fs';
import type { Locale } from '@safelight/core';

/** Folder of the prompts; new words are a new folder and a new evaluator version. */
export const promptVersion = 'v1';

export type PromptName = 'follow' | 'quality' | 'case' | 'pair';

const languages: Readonly<Record<Locale, string>> = { en: 'English', zh: 'Simplified Chinese' };
const known = new Map<PromptName, string>();

export function promptOf(name: PromptName, locale: Locale): string {
  const path = new URL(`../../../prompts/openai/${promptVersion}/${name}.md`, import.meta.url);
  const text = known.get(name) ?? readFileSync(path, 'utf8').trim();
  known.set(name, text);
  return text.replaceAll('{language}', languages[locale]);
}
