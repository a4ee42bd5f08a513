import { labelLooks } from '../src/classifier/labels.ts';
import type { Lexicon } from '../src/lexicon/meaning.ts';
import { readInstruction } from '../src/read.ts';

const known: readonly string[] = labelLooks;

/** The lexicon's own phrases, each with the one goal or look that it is read as; phrases that say less or more are left out. */
export function wordsOfLexicon(lexicon: Lexicon): readonly (readonly [text: string, label: string])[] {
  return lexicon.rows.flatMap(([, phrases]) =>
    phrases.split('|').flatMap((text): readonly (readonly [string, string])[] => {
      const { goals, looks, notUnderstood } = readInstruction(text);
      if (notUnderstood.length > 0) return [];
      if (looks.length > 0) return known.includes(looks[0]!) && looks.length === 1 ? [[text, `look:${looks[0]!}`]] : [];
      const [goal] = goals;
      if (goals.length !== 1 || goal === undefined || goal.region !== null || goal.look !== null) return [];
      return [[text, `${goal.amount > 0 ? '+' : '-'}${goal.axis}`]];
    }),
  );
}
