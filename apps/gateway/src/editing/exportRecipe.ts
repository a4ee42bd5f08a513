import type { TenantContext } from '../context.ts';
import { stemOf } from '../fileNames.ts';
import { getSessionPhoto } from '../store/sessions.ts';
import { currentRecipe } from '../store/states.ts';
import { mediaTypeOf, writeRecipe } from './recipeFormats.ts';
import type { OutputForm } from './recipeFormats.ts';

export interface RecipeFile {
  readonly text: string;
  readonly mediaType: string;
  /** Of the photo's name: `dog.lua`. */
  readonly fileName: string;
}

/** The session's current recipe as a file. @throws Fault session.notFound */
export async function exportRecipe(
  context: TenantContext,
  sessionId: string,
  form: OutputForm,
  signal: AbortSignal,
): Promise<RecipeFile> {
  const { file_name: photoFileName, kind: photoKind } = await getSessionPhoto(context.store, sessionId);
  const recipe = await currentRecipe(context.store, sessionId);
  const title = stemOf(photoFileName);
  const wanted = { input: { recipe }, to: form, photoKind, photoFileName, title };
  const { text } = await writeRecipe(context, wanted, signal);
  return { text, mediaType: mediaTypeOf[form], fileName: `${title}.${form}` };
}
