import type { Verdict } from './facts.ts';

const han = /\p{Script=Han}/u;
/** What a thought quotes from an instruction keeps the instruction's words. */
const quotes = /“[^”]*”|"[^"]*"|「[^」]*」|『[^』]*』|‘[^’]*’/gu;

/**
 * Held by every case without being written there: each thought is in the language of the instruction. A Chinese one
 * holds Chinese characters, an English one none outside quotations.
 */
export function checkLanguage(language: 'en' | 'zh', thoughts: readonly string[]): Verdict {
  const wrong = thoughts.filter((thought) =>
    language === 'zh' ? !han.test(thought) : han.test(thought.replace(quotes, '')),
  );
  return {
    name: 'language of the thoughts',
    held: thoughts.length > 0 && wrong.length === 0,
    expected: language === 'zh' ? 'Chinese' : 'English',
    seen: thoughts.length === 0 ? 'no thought' : wrong.length === 0 ? 'all of them' : `“${wrong[0]!.slice(0, 120)}”`,
  };
}
