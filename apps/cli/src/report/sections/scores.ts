import type { Evaluation, EvaluationMetric } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

function row(metric: EvaluationMetric): Html {
  const { name, value, weight, evidence } = metric;
  const shown = value.toFixed(1);
  return html`<div class="metric">
    <span>${name}</span>
    <meter min="0" max="10" low="4" high="7" optimum="10" value="${shown}" title="${shown} / 10">${shown} / 10</meter>
    <span class="weight">${Math.round(weight * 100)} %</span>
    <span class="evidence">${evidence}</span>
  </div>`;
}

/** The two scores, then the metrics behind them. */
export function scoresSection({ scores, metrics, rationale }: Evaluation, words: Words): Html {
  const axis = (name: 'instruction' | 'aesthetic'): Html =>
    html`<h3>${words[name]}</h3>
      ${metrics.filter((metric) => metric.axis === name).map(row)}`;
  return html`<section>
    <div class="scores">
      <div><strong>${scores.instruction.toFixed(1)}</strong> <span>${words.ofFive}, ${words.instruction}</span></div>
      <div><strong>${scores.aesthetic.toFixed(1)}</strong> <span>${words.ofFive}, ${words.aesthetic}</span></div>
    </div>
    <p>${rationale}</p>
    <details class="sheet">
      <summary>${words.whyScores}</summary>
      ${axis('instruction')} ${axis('aesthetic')}
    </details>
  </section>`;
}
