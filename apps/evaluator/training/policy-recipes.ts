/**
 * Writes what the policy makes of every photo and instruction: recipes as data, so that training needs no policy.
 *
 *     npm run safelight -- serve --port 8080
 *     node apps/evaluator/training/policy-recipes.ts http://127.0.0.1:8080 <api key> apps/evaluator/training/policy.json
 *
 * Seed 0, one candidate, no reflection: a plain first attempt. A recipe with masks or a crop is left out.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Recipe, SettingValues } from '@safelight/core';
import { asked } from './instructions.ts';
import { photoFile, photos } from './photos.ts';

export interface PolicyRecipe {
  readonly photo: string;
  readonly instruction: string;
  readonly settings: SettingValues;
}

const [baseUrl, apiKey, target] = process.argv.slice(2);
if (baseUrl === undefined || apiKey === undefined || target === undefined)
  throw new Error('Name the address of a server, its API key and the file to write.');
const authorization = `Bearer ${apiKey}`;

async function call<T>(path: string, body?: FormData | object): Promise<T> {
  const form = body instanceof FormData;
  const reply = await fetch(`${baseUrl}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization, ...(body !== undefined && !form && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: form ? body : JSON.stringify(body) }),
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return (await reply.json()) as T;
}

const pollEveryMs = 250;

async function edit(photoId: string, instruction: string): Promise<Recipe> {
  const session = await call<{ readonly id: string }>('/v1/sessions', { photoId });
  const options = { instruction, seed: 0, candidates: 1, reflectionsMax: 0 };
  const turn = await call<{ readonly id: string }>(`/v1/sessions/${session.id}/turns`, options);
  for (;;) {
    const { state } = await call<{ readonly state: string }>(`/v1/sessions/${session.id}/turns/${turn.id}`);
    if (state === 'failed') throw new Error(`“${instruction}” failed. The turn says why.`);
    if (state === 'succeeded') return call(`/v1/sessions/${session.id}/recipe`);
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
}

const recipes: PolicyRecipe[] = [];
for (const photo of photos) {
  const form = new FormData();
  form.set('file', new Blob([await readFile(photoFile(photo))]), photo);
  const { id } = await call<{ readonly id: string }>('/v1/photos', form);
  for (const { instruction } of asked) {
    const { settings, corrections } = await edit(id, instruction);
    const plain = corrections.length === 0 && !Object.keys(settings).some((tool) => tool.startsWith('crop'));
    if (plain && Object.keys(settings).length > 0) recipes.push({ photo, instruction, settings });
    process.stderr.write(`${photo} “${instruction}”: ${plain ? JSON.stringify(settings) : 'left out'}\n`);
  }
  await writeFile(target, `[\n${recipes.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n]\n`);
}
