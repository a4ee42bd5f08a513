import type { Words } from '../words.ts';
import { done } from './done.ts';
import { ended } from './ended.ts';
import { seen } from './seen.ts';

export const chinese: Words = { gap: '', ...seen, ...done, ...ended };
