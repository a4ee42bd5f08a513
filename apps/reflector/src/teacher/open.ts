import type { VlmSettings } from '@safelight/vlm';
import { embeddedTeacher } from './embedded/embedded.ts';
import type { Teacher } from './teacher.ts';

export interface OpenTeacher extends AsyncDisposable {
  readonly teacher: Teacher;
}

/** Opens the teacher that the settings name, the embedded one for null. Code of hosted models is loaded only when asked. */
export async function openTeacher(settings: VlmSettings | null): Promise<OpenTeacher> {
  if (settings === null) return { teacher: embeddedTeacher, [Symbol.asyncDispose]: () => Promise.resolve() };
  const [{ openVlm }, { openaiTeacher }] = await Promise.all([import('@safelight/vlm'), import('./openai/openai.ts')]);
  const vlm = openVlm(settings);
  return { teacher: openaiTeacher(vlm), [Symbol.asyncDispose]: () => vlm[Symbol.asyncDispose]() };
}
