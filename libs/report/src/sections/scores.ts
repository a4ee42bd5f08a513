import type { Evaluation, EvaluationMetric } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

const sentence = (name: string): string => {
  const text = name.replaceAll(/[-_]/g, ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
};

function row({ name, value, weight, evidence }: EvaluationMetric, words: Words): Html {
  const shown = value.toFixed(1);
  const level = value < 4 ? 'low' : value < 7 ? 'middle' : 'high';
  return html`<li class="metric">
    <span class="name">${sentence(name)}</span>
    <span class="value">${shown}</span>
    <span
      class="bar ${level}"
      role="meter"
      aria-label="${name}"
      aria-valuemin="0"
      aria-valuemax="10"
      aria-valuenow="${shown}"
      ><span style="width: ${Math.round(Math.min(10, Math.max(0, value)) * 10)}%"></span
    ></span>
    <span class="weight">${words.weight} ${Math.round(weight * 100)}&nbsp;%</span>
    <span class="evidence">${evidence}</span>
  </li>`;
}

/** The two scores, each over the metrics that it rests on. */
export function scoresSection({ scores, metrics, rationale, confidence }: Evaluation, words: Words): Html {
  const axis = (name: 'instruction' | 'aesthetic'): Html =>
    html`<div class="sheet">
      <h3 class="score">
        <strong>${scores[name].toFixed(1)}</strong> <span class="soft">${words.ofFive}</span> ${words[name]}
      </h3>
      <ul class="metrics">
        ${metrics.filter((metric) => metric.axis === name).map((metric) => row(metric, words))}
      </ul>
    </div>`;
  return html`<section aria-label="${words.scores}">
    <h2>${words.scores}</h2>
    <p class="lead">
      ${rationale} <span class="soft">${words.confidence} ${Math.round(confidence * 100)}&nbsp;%</span>
    </p>
    <div class="pair">${axis('instruction')} ${axis('aesthetic')}</div>
  </section>`;
}
