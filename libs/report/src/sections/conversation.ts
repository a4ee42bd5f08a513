import { outcomeOf } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { ReportInput, Source } from '../input.ts';
import { phrase, type Words } from '../words.ts';

/** The wishes of the session with what each one made, up to the one that the page is about. */
export function conversationSection(
  { earlier, trajectory }: Pick<ReportInput, 'earlier' | 'trajectory'>,
  source: Source,
  words: Words,
): Html | null {
  if (earlier.length === 0) return null;
  const turns = [...earlier, { instruction: trajectory.instruction, outcome: outcomeOf(trajectory) }];
  return html`<section>
    <h2>${words.conversation}</h2>
    <ol class="strip group" tabindex="0" role="list" aria-label="${words.conversation}">
      ${turns.map(
        ({ instruction, outcome }, index) =>
          html`<li class="sheet ${index === earlier.length ? 'best' : ''}">
            <img src="${source(outcome)}" alt="${instruction}" />
            <div>
              <h3>${phrase(words.turn, index + 1)}</h3>
              <p>${instruction}</p>
            </div>
          </li>`,
      )}
    </ol>
  </section>`;
}
