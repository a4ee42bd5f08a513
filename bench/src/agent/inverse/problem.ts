import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import { z } from 'zod';
import { languages } from '../case/schema.ts';
import { root } from '../../photos.ts';

export const problemsFolder = join(root, 'bench/cases/inverse');

/** A hidden recipe makes the target; the agent gets the photo and these words. */
export interface InverseProblem {
  readonly id: string;
  readonly photo: string;
  readonly language: 'en' | 'zh';
  readonly instruction: string;
  readonly recipe: Recipe;
}

const problemSchema = z.strictObject({
  photo: z.string().regex(/^[\w-]+\.(jpg|png)$/),
  language: z.enum(languages),
  instruction: z.string().min(1),
  recipe: z.unknown(),
});

/** @throws Error that names the file and what is wrong with it */
export async function loadProblems(folder: string, language?: string): Promise<InverseProblem[]> {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
  const problems = await Promise.all(
    files.map(async (file): Promise<InverseProblem> => {
      const parsed = problemSchema.safeParse(JSON.parse(await readFile(join(folder, file), 'utf8')));
      if (!parsed.success) throw new Error(`${file} is no inverse problem:\n${z.prettifyError(parsed.error)}`);
      return { ...parsed.data, id: file.slice(0, -'.json'.length), recipe: parseRecipe(parsed.data.recipe) };
    }),
  );
  return problems.filter((problem) => language === undefined || problem.language === language);
}
