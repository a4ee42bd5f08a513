import { Fault, type PhotoKind, type Problem, type Recipe } from '@safelight/core';
import { readXmp } from '@safelight/xmp';
import { isTable, type Literal, type LiteralTable } from './literal/literal.ts';
import { parseLiteral } from './literal/parse.ts';
import { toXmp, withCrsNames } from './toXmp.ts';
import { withOwnWhiteBalance } from './whiteBalance.ts';

export interface RocReadResult {
  readonly recipe: Recipe;
  readonly warnings: readonly Problem[];
}

/**
 * Reads a retouching operation configuration: a Lua table (`return { … }`), a preset (`.lrtemplate`, `s = { … }`), a
 * JSON object or a Python dict, with `crs:` names or the catalogue's. It is data: nothing in it is executed. Values are
 * read as those of XMP are: clamped and warned about where they do not fit.
 * @throws Fault roc.invalid, and those of `readXmp`
 */
export function readRoc(text: string, options: { readonly photoKind: PhotoKind }): RocReadResult {
  const root = settingsOf(parseLiteral(text));
  const table = isTable(root) ? withOwnWhiteBalance(withCrsNames(root), options.photoKind) : root;
  const { xmp, warnings } = toXmp(table);
  try {
    const read = readXmp(xmp, options);
    return { recipe: read.recipe, warnings: [...warnings, ...read.warnings] };
  } catch (thrown) {
    if (!(thrown instanceof Fault) || thrown.code !== 'xmp.invalid') throw thrown;
    throw new Fault('roc.invalid', thrown.message, {
      cause: thrown,
      ...(thrown.field === undefined ? {} : { field: thrown.field }),
    });
  }
}

/** The develop settings of a preset, or the table itself. */
function settingsOf(root: Literal): Literal {
  const inner = (value: Literal | undefined, name: string): LiteralTable | undefined => {
    const found = value !== undefined && value !== null && isTable(value) ? value.get(name) : undefined;
    return found !== undefined && found !== null && isTable(found) ? found : undefined;
  };
  return inner(inner(root, 'value'), 'settings') ?? root;
}
