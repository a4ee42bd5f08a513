import { extname } from 'node:path';
import { Fault } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import type { ConvertRequest } from '@safelight/wire';

/** Reads a recipe by the ending of its name: `.json` or `.xmp`. */
export function readRecipeFile(path: string, bytes: Buffer): ConvertRequest['input'] {
  const text = bytes.toString('utf8');
  switch (extname(path).toLowerCase()) {
    case '.xmp':
      return { xmp: text };
    case '.json': {
      let json: unknown;
      try {
        json = JSON.parse(text);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new Fault('recipe.invalid', `${path} is not JSON (${why}). Mend it or choose another file.`, { cause });
      }
      return { recipe: parseRecipe(json) };
    }
    default:
      throw new Fault('recipe.invalid', `${path} must end in .json or .xmp, so that it is clear what it holds.`);
  }
}
