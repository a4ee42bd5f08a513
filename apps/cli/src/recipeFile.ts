import { extname } from 'node:path';
import { Fault } from '@safelight/core';
import { parseRecipe } from '@safelight/recipe';
import type { ConvertRequest } from '@safelight/wire';

/**
 * Reads a recipe by the ending of its name: `.xmp`; `.lua`, `.lrtemplate`, `.py` (tables of `crs:` names); `.json`, which
 * holds a recipe or, without `schema`, such a table.
 */
export function readRecipeFile(path: string, bytes: Buffer): ConvertRequest['input'] {
  const text = bytes.toString('utf8');
  switch (extname(path).toLowerCase()) {
    case '.xmp':
      return { xmp: text };
    case '.lua':
    case '.lrtemplate':
    case '.py':
      return { roc: text };
    case '.json': {
      const json = parseJson(path, text);
      return isTable(json) ? { roc: text } : { recipe: parseRecipe(json) };
    }
    default: {
      const endings = '.json, .xmp, .lua, .lrtemplate or .py';
      throw new Fault('recipe.invalid', `${path} must end in ${endings}, so that it is clear what it holds.`);
    }
  }
}

function parseJson(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('recipe.invalid', `${path} is not JSON (${why}). Mend it or choose another file.`, { cause });
  }
}

/** A recipe says its schema or at least its settings; what says neither is a table of `crs:` names. */
const isTable = (json: unknown): boolean =>
  typeof json === 'object' && json !== null && !Array.isArray(json) && !('schema' in json) && !('settings' in json);
