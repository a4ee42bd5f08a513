import { emptyRecipe, type Locale, type Recipe } from '@safelight/core';
import { changedSettings, settingOf } from '@safelight/recipe';
import { html, type Html } from '../html.ts';
import { callLabel, groupLabel, valueLabel } from '../labels.ts';
import type { Words } from '../words.ts';
import { curve, curveOf } from './curve.ts';

type Change = ReturnType<typeof changedSettings>[number];

function row({ tool, value, target }: Change, locale: Locale, words: Words): Html {
  // A part (a mask, a swatch, a repair) was not there before.
  const from = tool.setting ? valueLabel(tool.name, settingOf(emptyRecipe, tool.name), words) : '–';
  const to = valueLabel(tool.name, value, words);
  const points = curveOf(tool.name, value);
  return html`<tr>
    <th scope="row" title="${tool.whatItDoes}">
      ${callLabel({ tool: tool.name, value, ...(target !== undefined && { target }) }, locale)}
    </th>
    <td class="number soft">${points === undefined ? from : words.straight}</td>
    <td class="number">${points === undefined ? to : curve(points, to)}</td>
  </tr>`;
}

/** Every setting that does not stand at its default, by panel group. */
export function settingsSection(recipe: Recipe, locale: Locale, words: Words): Html {
  const changed = changedSettings(recipe);
  const groups = [...new Set(changed.map(({ tool }) => tool.group))];
  const sheets = groups.map(
    (group) =>
      html`<div class="sheet">
        <table>
          <caption>
            ${groupLabel(group, locale)}
          </caption>
          <thead>
            <tr>
              <th scope="col">${words.setting}</th>
              <th scope="col" class="number">${words.from}</th>
              <th scope="col" class="number">${words.to}</th>
            </tr>
          </thead>
          <tbody>
            ${changed.filter(({ tool }) => tool.group === group).map((change) => row(change, locale, words))}
          </tbody>
        </table>
      </div>`,
  );
  return html`<section>
    <h2>${words.settings}</h2>
    ${changed.length === 0 ? html`<p>${words.nothingChanged}</p>` : html`<div class="groups">${sheets}</div>`}
  </section>`;
}
