import { readFileSync } from 'node:fs';

/** Raise it with a new folder when the words change: replies follow from them, and trajectories record the version. */
export const promptVersion = 'v1';

const names = [
  'system',
  'blind',
  'constrained',
  'begin',
  'step',
  'withheld',
  'finish',
  'reflect',
  'history',
  'byHand',
  'repair',
] as const;
export type PromptName = (typeof names)[number];

const folder = new URL(`../../prompts/openai/${promptVersion}/`, import.meta.url);
const texts = new Map(names.map((name) => [name, readFileSync(new URL(`${name}.md`, folder), 'utf8').trim()]));

/** The prompt with its places filled in; a place without a value, or a value without a place, is a mistake of ours. */
export function prompt(name: PromptName, values: Readonly<Record<string, string | number>> = {}): string {
  const text = texts.get(name)!;
  const places = new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, place]) => place!));
  const wrong = [...places].filter((place) => !Object.hasOwn(values, place));
  wrong.push(...Object.keys(values).filter((key) => !places.has(key)));
  if (wrong.length > 0) throw new Error(`The prompt ${name} and its values differ in: ${wrong.join(', ')}`);
  // One pass: braces within a value stay as they are.
  return text.replace(/\{\{(\w+)\}\}/g, (_all, place: string) => String(values[place]));
}
