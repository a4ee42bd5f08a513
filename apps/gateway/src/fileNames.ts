/** Names under which what was made of a photo is saved. */
import { extensionOf } from './schemas/output.ts';
import type { FullRenderSpec } from './schemas/output.ts';

/** `dog.jpg` → `dog`. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[^.]*$/, '') || 'photo';
}

/** `dog.jpg` → `dog-edited.tif`. */
export function editedName(photoFileName: string, { format }: Pick<FullRenderSpec, 'format'>): string {
  return `${stemOf(photoFileName)}-edited.${extensionOf[format]}`;
}
