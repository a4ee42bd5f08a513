import { everyday, everydayWithHistory } from './everyday.table.ts';
import { followUps, followUpsWithoutHistory } from './follow-up.table.ts';
import { namedLooks } from './looks.table.ts';
import type { Reading } from './notation.ts';
import { chinese, english } from './plain.table.ts';
import { refusals } from './refusal.table.ts';
import { regions } from './regions.table.ts';
import { speech } from './speech.table.ts';
import { technical } from './technical.table.ts';

/** Sentences with their readings, by subject. */
export const tables: Readonly<Record<string, readonly Reading[]>> = {
  'plain wishes in English': english,
  'plain wishes in Chinese': chinese,
  'a part of the picture': regions,
  'the develop panel': technical,
  'what is not develop work': refusals,
  'named looks': namedLooks,
  'wishes with negation, slips and code': speech,
  'several wishes in everyday speech': everyday,
  'earlier turns that there are none of': followUpsWithoutHistory,
};

/** Sentences that are read with two earlier turns. */
export const tablesWithHistory: Readonly<Record<string, readonly Reading[]>> = {
  'earlier turns': followUps,
  'earlier turns in everyday speech': everydayWithHistory,
};
