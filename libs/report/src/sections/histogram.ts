import type { Rgb8Image } from '@safelight/core';
import { html, type Html } from '../html.ts';
import type { Words } from '../words.ts';

const bins = 64;
const width = 256;
const height = 84;

type Counts = readonly number[];

/** Pixels per bin: luma, red, green, blue. */
function count({ data }: Rgb8Image): readonly [Counts, Counts, Counts, Counts] {
  const counts = [0, 1, 2, 3].map(() => new Array<number>(bins).fill(0)) as [number[], number[], number[], number[]];
  const add = (channel: number, code: number): void => {
    counts[channel]![Math.min(bins - 1, Math.floor((code * bins) / 256))]! += 1;
  };
  for (let at = 0; at < data.length; at += 3) {
    const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
    // Rec. 709 luma weights on codes: what a camera's histogram shows.
    add(0, 0.2126 * red + 0.7152 * green + 0.0722 * blue);
    add(1, red);
    add(2, green);
    add(3, blue);
  }
  return counts;
}

/** The tallest luma bin that is no end bin, and some air: neither a clipped sky nor one channel's peak flattens the rest. */
function topOf(luma: Counts): number {
  return Math.max(1, ...luma.slice(1, -1)) * 1.3;
}

function points(counts: Counts, top: number): string {
  return counts
    .map((value, bin) => {
      const y = height - Math.min(1, value / top) * (height - 2);
      return `${((bin / (bins - 1)) * width).toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}

function panel(image: Rgb8Image, label: string, words: Words): Html {
  const [luma, ...channels] = count(image);
  const top = topOf(luma);
  const lines = channels.map(
    (counts, channel) =>
      html`<polyline class="${['red', 'green', 'blue'][channel]!}" points="${points(counts, top)}" />`,
  );
  return html`<figure class="histogram">
    <svg
      viewBox="0 0 ${width} ${height}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${words.histogram}: ${label}"
    >
      <polygon points="0,${height} ${points(luma, top)} ${width},${height}" />
      ${lines}
    </svg>
    <figcaption>${label}</figcaption>
  </figure>`;
}

/** Tones of original and edit: luma filled, the three channels as lines. */
export function histograms(before: Rgb8Image, after: Rgb8Image, words: Words): Html {
  return html`<div class="histograms">
    ${panel(before, words.before, words)} ${panel(after, words.after, words)}
    <p class="note">${words.histogram}</p>
  </div>`;
}
