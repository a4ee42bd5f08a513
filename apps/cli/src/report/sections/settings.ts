import { emptyRecipe, type Recipe } from '@safelight/core';
import { changedSettings, settingOf } from '@safelight/recipe';
import { formatValue } from '../../progress/format.ts';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

type Change = ReturnType<typeof changedSettings>[number];

function row({ tool, value }: Change): Html {
  return html`<tr>
    <td title="${tool.whatItDoes}">${tool.name}</td>
    <td class="number">${formatValue(settingOf(emptyRecipe, tool.name))}</td>
    <td class="number">${formatValue(value)}</td>
  </tr>`;
}

/** Every setting that does not stand at its default, by panel group. */
export function settingsSection(recipe: Recipe, words: Words): Html {
  const changed = changedSettings(recipe);
  const groups = [...new Set(changed.map(({ tool }) => tool.group))];
  const rows = groups.flatMap((group) => [
    html`<tr class="group">
      <th colspan="3">${group}</th>
    </tr>`,
    ...changed.filter(({ tool }) => tool.group === group).map(row),
  ]);
  const head = html`<tr>
    <th>${words.setting}</th>
    <th class="number">${words.from}</th>
    <th class="number">${words.to}</th>
  </tr>`;
  return html`<section>
    <h2>${words.settings}</h2>
    <div class="sheet">
      ${
        changed.length === 0
          ? words.nothingChanged
          : html`<table>
              ${head}${rows}
            </table>`
      }
    </div>
  </section>`;
}
