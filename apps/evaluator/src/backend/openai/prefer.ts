import type { Locale } from '@safelight/core';
import type { Vlm } from '@safelight/vlm';
import { z } from 'zod';
import { pairsOf } from '../../compare/win-rates.ts';
import { mapBounded } from '../../concurrency.ts';
import type { Group, Preference } from '../backend.ts';
import { ask } from './ask.ts';
import { promptOf } from './prompts.ts';
import { imagePart, wishPart } from './shown.ts';

const verdict = z.object({ better: z.enum(['first', 'second', 'neither']), reason: z.string().min(1).max(2_000) });

/**
 * Asks about every pair in both orders. Models favour a place, so only a verdict that both orders agree on is a win;
 * everything else is a tie.
 */
export async function preferBothOrders(
  vlm: Vlm,
  { before, afters, instruction }: Group,
  locale: Locale,
  concurrencyMax: number,
  signal: AbortSignal,
): Promise<readonly Preference[]> {
  const reply = { prompt: promptOf('pair', locale), name: 'pair', reply: verdict };
  const look = async (first: number, second: number) => {
    const pictures = [before, afters[first]!, afters[second]!].map(imagePart);
    const { better, reason } = await ask(vlm, { ...reply, parts: [...pictures, wishPart(instruction)] }, signal);
    return { winner: better === 'neither' ? null : better === 'first' ? first : second, reason };
  };
  return mapBounded(
    pairsOf(afters.length),
    Math.max(1, Math.floor(concurrencyMax / 2)),
    signal,
    async ([one, other]) => {
      const [there, back] = await Promise.all([look(one, other), look(other, one)]);
      if (there.winner === back.winner) return { one, other, winner: there.winner, evidence: there.reason };
      const turned =
        locale === 'zh'
          ? '交换顺序后结论不一致，计为平局：'
          : 'The verdict changed with the order of the pictures, so it is a tie: ';
      return { one, other, winner: null, evidence: `${turned}${there.reason} / ${back.reason}` };
    },
  );
}
