import { sRgbProfile } from '@safelight/codec';
import { exportLut as bakeLut } from '@safelight/engine';
import { parseRecipe } from '@safelight/recipe';
import type { ExportLutRequest, ExportLutResponse } from '@safelight/wire';
import type { Context } from '../context.ts';

/** The recipe's global colour as a .cube table from sRGB codes to sRGB codes. */
export async function exportLut(context: Context, request: ExportLutRequest): Promise<ExportLutResponse> {
  const { recipe, size, title } = request;
  return bakeLut(context.engine, parseRecipe(recipe), { size, title, profile: sRgbProfile });
}
