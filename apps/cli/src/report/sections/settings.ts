import { findTool } from '@safelight/catalogue';
import type { Recipe } from '@safelight/core';
import { changedSettings, settingOf } from '@safelight/recipe';
import { emptyRecipe } from '@safelight/core';
import { formatValue } from '../../progress/format.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

/** Every setting that does not stand at its default, by panel group. */
export function settingsSection(recipe: Recipe, words: Words): Html {
  const changed = changedSettings(recipe).map(({ tool, value }) => ({ tool, value, group: findTool(tool)?.group ?? '' }));
  const groups = [...new Set(changed.map(({ group }) => group))];
  const rows = groups.flatMap((group) => [
    html`<tr class="group"><th colspan="3">${group}</th></tr>`,
    ...changed
      .filter((one) => one.group === group)
      .map(
        ({ tool, value }) =>
          html`<tr>
            <td title="${findTool(tool)?.whatItDoes ?? ''}">${tool}</td>
            <td class="number">${formatValue(settingOf(emptyRecipe, tool))}</td>
            <td class="number">${formatValue(value)}</td>
          </tr>`,
      ),
  ]);
  const head = html`<tr>
    <th>${words.setting}</th>
    <th class="number">${words.from}</th>
    <th class="number">${words.to}</th>
  </tr>`;
  return html`<section>
    <h2>${words.settings}</h2>
    <div class="sheet">${changed.length === 0 ? words.nothingChanged : html`<table>${head}${rows}</table>`}</div>
  </section>`;
}
