import { outcomeOf, type Trajectory } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { ReportInput, Source } from '../input.ts';
import { phrase, type Words } from '../words.ts';

/** The edits of a group beside each other, best first, with what their comparison came to. */
export function groupSection(
  { trajectory: winner, group }: Pick<ReportInput, 'trajectory' | 'group'>,
  source: Source,
  words: Words,
): Html | null {
  const { candidates, comparison, failures } = group;
  if (candidates.length < 2) return null;
  const ranked = comparison === null ? candidates : comparison.order.map((index) => candidates[index]!);
  const card = (trajectory: Trajectory): Html => {
    const { candidate, evaluation, steps, seed } = trajectory;
    const rate = comparison?.winRates[candidate];
    const failure = failures.find((one) => one.candidate === candidate);
    const title = phrase(words.candidate, candidate + 1);
    return html`<li class="sheet ${candidate === winner.candidate ? 'best' : ''}">
      <img src="${source(outcomeOf(trajectory))}" alt="${title}" />
      <div>
        <h3>${title} ${candidate === winner.candidate ? html`<span class="verdict">${words.best}</span>` : null}</h3>
        ${rate === undefined || evaluation === null ? null : winRate(rate, words)}
        ${
          evaluation === null
            ? null
            : html`<p>
                ${evaluation.scores.aesthetic.toFixed(1)} ${words.aesthetic},
                ${evaluation.scores.instruction.toFixed(1)} ${words.instruction}
              </p>`
        }
        ${
          failure === undefined || evaluation !== null
            ? null
            : html`<p class="refused">${phrase(words.failed, failure.message)}</p>`
        }
        <p class="soft">${phrase(words.stepCount, steps.length)}, seed ${seed}</p>
      </div>
    </li>`;
  };
  return html`<section>
    <h2>${words.group}</h2>
    <ol class="strip group" tabindex="0" role="list" aria-label="${words.group}">
      ${ranked.map(card)}
    </ol>
  </section>`;
}

function winRate(rate: number, words: Words): Html {
  const percent = Math.round(100 * rate);
  return html`<p>${phrase(words.winRate, `${percent}\u00a0%`)}</p>
    <span class="bar high" aria-hidden="true"><span style="width: ${percent}%"></span></span>`;
}
