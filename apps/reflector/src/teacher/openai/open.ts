import { openVlm, type VlmSettings } from '@safelight/vlm';
import type { OpenTeacher } from '../open.ts';
import { openaiTeacher } from './openai.ts';

/** Opens the model of a teacher; who opens it disposes it. */
export function openHostedTeacher(settings: VlmSettings): OpenTeacher {
  const vlm = openVlm(settings);
  return { teacher: openaiTeacher(vlm), [Symbol.asyncDispose]: () => vlm[Symbol.asyncDispose]() };
}
