import type { Lexicon } from '../meaning.ts';
import { axisRows } from './axes.ts';
import { grammarRows } from './grammar.ts';
import { lookRows } from './looks.ts';

export const english: Lexicon = { spaced: true, rows: [...axisRows, ...lookRows, ...grammarRows] };
