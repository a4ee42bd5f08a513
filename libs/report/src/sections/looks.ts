import type { Observation, RegionFigures } from '@safelight/core';
import { html, type Html } from '../html.ts';
import { number, regionLabel } from '../labels.ts';
import { localeOf, phrase, type Words } from '../words.ts';

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;

/** Frames over the picture, one for each region that was found. */
export function regionFrames({ regions }: Observation, words: Words): readonly Html[] {
  return found(regions).map(
    ({ name, box: { left, top, right, bottom } }) =>
      html`<span
        class="frame"
        style="left: ${percent(left)}; top: ${percent(top)}; width: ${percent(right - left)}; height: ${percent(
          bottom - top,
        )}"
        ><span>${regionLabel(name, localeOf(words))}</span></span
      >`,
  );
}

/** What the agent asked for beyond the whole picture, and what was there. */
export function lookedAt({ regions, scene }: Observation, words: Words): Html | null {
  if (regions.length === 0 && scene === null) return null;
  const locale = localeOf(words);
  const parts = [
    ...found(regions).map(({ name, share }) => `${regionLabel(name, locale)} ${number(100 * share, 0)}\u00a0%`),
    ...(scene === null ? [] : [phrase(words.tilt, number(scene.tilt.degrees, 1)), phrase(words.faces, scene.faces)]),
  ];
  const missing = regions.filter(({ share }) => share === 0).map(({ name }) => regionLabel(name, locale));
  return html`<div class="looked">
    <h4>${words.looked}</h4>
    <ul class="chips">
      ${parts.map((part) => html`<li>${part}</li>`)}
      ${missing.map((name) => html`<li class="soft">${words.notFound}: ${name}</li>`)}
    </ul>
  </div>`;
}

function found(regions: readonly RegionFigures[]): readonly RegionFigures[] {
  return regions.filter(({ share }) => share > 0);
}
