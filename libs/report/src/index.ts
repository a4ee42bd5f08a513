import { readFile } from 'node:fs/promises';
import { decodeRgb8 } from '@safelight/codec';
import { outcomeOf, type Observation } from '@safelight/core';
import { html, Html } from './html.ts';
import type { ReportInput } from './input.ts';
import { compareSection } from './sections/compare.ts';
import { conversationSection } from './sections/conversation.ts';
import { figuresTable } from './sections/figures.ts';
import { groupSection } from './sections/group.ts';
import { histograms } from './sections/histogram.ts';
import { proofSection } from './sections/proof.ts';
import { roundsSection } from './sections/rounds.ts';
import { scoresSection } from './sections/scores.ts';
import { settingsSection } from './sections/settings.ts';
import { notDoneSection } from './sections/steps.ts';
import { phrase, wordsOf, type Words } from './words.ts';

export type { ReportInput } from './input.ts';

/** A file name as a shell takes it. */
const shellWord = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

const beside = (name: string): Promise<string> => readFile(new URL(name, import.meta.url), 'utf8');

/** Content-Security-Policy of a report: who serves one sends it as a header as well. */
export const reportPolicy =
  "default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One self-contained page about one turn: it loads nothing from anywhere. */
export async function renderReport(input: ReportInput): Promise<string> {
  const { trajectory, recipe, images, photo, usage, earlier } = input;
  const { original, instruction, locale, finish, evaluation, engineVersion, policyVersion, seed } = trajectory;
  const own = wordsOf(locale);
  // A later wish of a session begins with the result of the one before it.
  const words = earlier.length === 0 ? own : { ...own, before: own.beforeWish, original: own.beforeWish };
  const last = outcomeOf(trajectory);
  const picture = (observation: Observation): { ref: { mediaType: string }; data: Uint8Array } => {
    const found = images.get(observation.image.sha256);
    if (found === undefined)
      throw new Error(`The trajectory names the picture ${observation.image.sha256}, which was not given.`);
    return found;
  };
  const source = (observation: Observation): string => {
    const { ref, data } = picture(observation);
    return `data:${ref.mediaType};base64,${Buffer.from(data).toString('base64')}`;
  };
  const [before, after] = await Promise.all([decodeRgb8(picture(original).data), decodeRgb8(picture(last).data)]);
  const [css, script] = await Promise.all([beside('./report.css'), beside('./compare.js')]);
  const versions = [policyVersion, engineVersion, evaluation?.evaluatorVersion, `seed ${seed}`]
    .filter(Boolean)
    .join(', ');

  return html`<!doctype html>
    <html lang="${locale === 'zh' ? 'zh-Hans' : 'en'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${reportPolicy}" />
        <title>${instruction}</title>
        <style>
          ${new Html(css)}
        </style>
      </head>
      <body>
        <main>
          <header>
            <p>${photo.fileName}, ${photo.width} × ${photo.height}</p>
            <h1>${instruction}</h1>
          </header>
          ${compareSection(source(original), source(last), last.image.width / last.image.height, words)}
          ${proofSection(original.measurement, last.measurement, words)} ${notDoneSection(finish, words)}
          ${conversationSection(input, source, words)} ${groupSection(input, source, words)}
          ${roundsSection(input, source, words)} ${evaluation === null ? null : scoresSection(evaluation, words)}
          <section>
            <h2>${words.figures}</h2>
            <div class="pair">
              <div class="sheet">${figuresTable(original.measurement, last.measurement, words)}</div>
              <div class="sheet">${histograms(before, after, words)}</div>
            </div>
          </section>
          ${settingsSection(recipe, locale, words)}
          <footer>
            <p>${words.made}</p>
            <p>
              ${words.again}:
              <code>npm run safelight -- render ${shellWord(photo.fileName)} recipe.json -o again.jpg</code>
            </p>
            ${usageLine(usage, words)}
            <p>${versions}</p>
          </footer>
        </main>
        <script>
          ${new Html(script)};
        </script>
      </body>
    </html> `.text;
}

/** Tokens and cost where a model was asked; nothing where none was. */
function usageLine({ promptTokens, completionTokens, costMicroUsd }: ReportInput['usage'], words: Words): Html | null {
  if (promptTokens + completionTokens === 0) return null;
  const tokens = phrase(words.tokens, promptTokens.toLocaleString('en'), completionTokens.toLocaleString('en'));
  return html`<p>${tokens}${costMicroUsd === 0 ? '' : `, $${(costMicroUsd / 1e6).toFixed(4)}`}</p>`;
}
