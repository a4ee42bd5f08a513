import type { Rgb8Image } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

const bins = 64;
const width = 256;
const height = 90;

/** Share of pixels by the mean of their codes, scaled so that the second highest bin fills the height. */
function heights({ data }: Rgb8Image): number[] {
  const counts = new Array<number>(bins).fill(0);
  for (let at = 0; at < data.length; at += 3) {
    // Rec. 709 luma weights on codes: what a camera's histogram shows.
    const luma = 0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!;
    counts[Math.min(bins - 1, Math.floor((luma * bins) / 256))]! += 1;
  }
  const top = [...counts].sort((a, b) => b - a)[1] ?? 1;
  return counts.map((count) => Math.min(1, count / Math.max(top, 1)) * height);
}

function outline(image: Rgb8Image): string {
  const step = width / bins;
  const points = heights(image).map(
    (y, bin) =>
      `${(bin * step).toFixed(1)},${(height - y).toFixed(1)} ${((bin + 1) * step).toFixed(1)},${(height - y).toFixed(1)}`,
  );
  return `0,${height} ${points.join(' ')} ${width},${height}`;
}

/** Tones of original (grey) and edit (outlined) in one small picture. */
export function histogram(before: Rgb8Image, after: Rgb8Image, words: Words): Html {
  return html`<figure class="histogram">
    <svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${words.histogram}">
      <polygon points="${outline(before)}" fill="currentColor" opacity="0.22" />
      <polygon points="${outline(after)}" fill="none" stroke="var(--lamp)" stroke-width="1.5" stroke-linejoin="round" />
      <line x1="0" y1="${height}" x2="${width}" y2="${height}" stroke="var(--line)" />
    </svg>
    <figcaption>
      ${words.histogram}: ▇ ${words.before}, <span style="color: var(--lamp)">▁ ${words.after}</span>
    </figcaption>
  </figure>`;
}
