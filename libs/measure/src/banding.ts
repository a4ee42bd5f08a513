import type { Rgb8Image } from '@safelight/core';

/** Blocks of this part of the long edge: 32 pixels of a 1,024-pixel picture hold a gradient's steps. */
const blockFraction = 32 / 1024;
/** A gradient's range of codes within a block: less shows no steps, more is an edge. */
const range = { min: 3, max: 32 };
/** No two neighbours of a smooth block differ by more codes. */
const neighbourMax = 10;
/** In steps: most neighbours are equal, and where they differ it is by more than one code, which any 8-bit file has. */
const equalShareMin = 0.8;
const stepMin = 1.8;

/** Share 0 .. 1 of smooth blocks that break into steps, read in the green channel; 0 when nothing is smooth. */
export function bandingOf({ width, height, data }: Rgb8Image): number {
  const size = Math.max(8, Math.round(Math.max(width, height) * blockFraction));
  let smooth = 0;
  let stepped = 0;
  for (let top = 0; top + size <= height; top += size) {
    for (let left = 0; left + size <= width; left += size) {
      const block = look(data, width, left, top, size);
      if (block === null) continue;
      smooth += 1;
      if (block.equalShare >= equalShareMin && block.step >= stepMin) stepped += 1;
    }
  }
  return smooth === 0 ? 0 : stepped / smooth;
}

interface Block {
  readonly equalShare: number;
  /** Mean difference of the neighbours that differ. */
  readonly step: number;
}

function look(data: Uint8Array, width: number, left: number, top: number, size: number): Block | null {
  let least = 255;
  let most = 0;
  let equal = 0;
  let differing = 0;
  let sum = 0;
  for (let y = top; y < top + size; y++) {
    let at = 3 * (y * width + left) + 1;
    for (let x = 0; x < size; x++, at += 3) {
      const code = data[at]!;
      if (code < least) least = code;
      if (code > most) most = code;
      if (most - least > range.max) return null;
      // Along rows and down columns: a gradient of either direction shows its steps.
      const right = x + 1 < size ? Math.abs(data[at + 3]! - code) : 0;
      const below = y + 1 < top + size ? Math.abs(data[at + 3 * width]! - code) : 0;
      if (right > neighbourMax || below > neighbourMax) return null;
      const change = Math.max(right, below);
      if (change === 0) equal += 1;
      else {
        differing += 1;
        sum += change;
      }
    }
  }
  if (most - least < range.min) return null;
  return { equalShare: equal / (equal + differing), step: differing === 0 ? 0 : sum / differing };
}
