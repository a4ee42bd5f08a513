import type { VlmSettings } from '@safelight/vlm/variables';
import { embeddedTeacher } from './embedded/embedded.ts';
import type { Teacher } from './teacher.ts';

export interface OpenTeacher extends AsyncDisposable {
  readonly teacher: Teacher;
}

/** Opens the teacher that the settings name, the embedded one for null. Code of hosted models is loaded only when asked. */
export async function openTeacher(settings: VlmSettings | null): Promise<OpenTeacher> {
  if (settings === null) return { teacher: embeddedTeacher, [Symbol.asyncDispose]: () => Promise.resolve() };
  const { openHostedTeacher } = await import('./openai/open.ts');
  return openHostedTeacher(settings);
}
