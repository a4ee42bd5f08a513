import { colourRows } from '../colours.ts';
import type { Lexicon } from '../meaning.ts';
import { axisRows } from './axes.ts';
import { fillerRows } from './filler.ts';
import { grammarRows } from './grammar.ts';
import { lookRows } from './looks.ts';
import { regionRows } from './regions.ts';
import { requestRows } from './requests.ts';
import { technicalRows } from './technical.ts';

export const english: Lexicon = {
  rows: [
    ...axisRows,
    ...colourRows.en,
    ...lookRows,
    ...regionRows,
    ...requestRows,
    ...technicalRows,
    ...grammarRows,
    ...fillerRows,
  ],
};
