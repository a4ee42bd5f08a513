import { hueBands, type HueBand, type Rgb8Image } from '@safelight/core';
import type { Place } from '@safelight/intent';
import { bandOf, colouredFrom, type Weights } from '@safelight/measure';
import type { LabPlanes } from '../picture/planes.ts';

/** Masks of the parts of a picture that need no looking for. They are soft only where that changes a figure. */

const placeSize = 90;

/** 1 inside, 0 outside, by the place in the frame (0..1 from the top left); shared with no tool: people mean it roughly. */
const places: Readonly<Record<Place, (x: number, y: number) => number>> = {
  left: (x) => ramp(0.5 - x),
  right: (x) => ramp(x - 0.5),
  top: (_x, y) => ramp(0.5 - y),
  bottom: (_x, y) => ramp(y - 0.5),
  foreground: (_x, y) => ramp(y - 0.6),
  centre: (x, y) => ramp(0.3 - Math.hypot(x - 0.5, y - 0.5)),
  edges: (x, y) => ramp(Math.hypot(x - 0.5, y - 0.5) - 0.45),
};

function ramp(distance: number): number {
  return Math.min(1, Math.max(0, 0.5 + 5 * distance));
}

export function placeMask(place: Place): Weights {
  const data = new Uint8Array(placeSize * placeSize);
  for (let y = 0; y < placeSize; y++)
    for (let x = 0; x < placeSize; x++)
      data[y * placeSize + x] = 255 * places[place]((x + 0.5) / placeSize, (y + 0.5) / placeSize);
  return { width: placeSize, height: placeSize, data };
}

/** Pixels of a hue band, as the original has them; null where there are next to none. */
export function colourMask({ width, height, data }: Rgb8Image, planes: LabPlanes, band: HueBand): Weights | null {
  const wanted = hueBands.indexOf(band);
  const mask = new Uint8Array(width * height);
  let count = 0;
  for (let at = 0; at < mask.length; at++) {
    if (Math.hypot(planes.a[at]!, planes.b[at]!) < colouredFrom) continue;
    if (bandOf(data[3 * at]!, data[3 * at + 1]!, data[3 * at + 2]!) !== wanted) continue;
    mask[at] = 255;
    count++;
  }
  return count < shareMin * mask.length ? null : { width, height, data: mask };
}

/** A part smaller than this share of the picture is none that a figure can be read from. */
export const shareMin = 0.002;

const tones = { shadows: [0, 0.33], midtones: [0.25, 0.75], highlights: [0.67, 1] } as const;

/** A range of tones by rank, so that a dark picture has highlights too. */
export function toneMask(planes: LabPlanes, tone: keyof typeof tones): Weights {
  const { width, height, lightness } = planes;
  const sorted = Float32Array.from(lightness).sort();
  const [from, to] = tones[tone].map((share) => sorted[Math.floor(share * (sorted.length - 1))]!);
  const data = Uint8Array.from(lightness, (value) => (value >= from! && value <= to! ? 255 : 0));
  return { width, height, data };
}
