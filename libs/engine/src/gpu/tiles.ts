import type { Margin } from './plan.ts';

/** Pixels of the output level; ends are exclusive. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const widthOf = ({ left, right }: Area): number => right - left;
export const heightOf = ({ top, bottom }: Area): number => bottom - top;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The area with a margin, as far as the level reaches. */
export function grown({ left, top, right, bottom }: Area, margin: Margin, { width, height }: Size): Area {
  return {
    left: Math.max(0, left - margin.left),
    top: Math.max(0, top - margin.top),
    right: Math.min(width, right + margin.right),
    bottom: Math.min(height, bottom + margin.bottom),
  };
}

/** Pixels of one tile at most: a dispatch that takes long is taken for a hang by some systems. */
const tilePixelsMax = 4 * 1024 * 1024;
/** A tile's left edge is a multiple of this: packed rows begin with whole words. */
const columnStep = 64;
/** Cutting rows in more parts than this has never helped. */
const columnsMax = 64;

/**
 * Cuts a level into tiles for which `fits` holds of the tile's size: as wide as possible, unless narrower ones compute
 * less around them. Throws when not even the smallest tile fits.
 */
export function tilesOf(
  level: Size,
  margin: Margin,
  fits: (width: number, height: number) => boolean,
): readonly Area[] {
  const { width, height } = level;
  let best: { width: number; height: number; cost: number } | undefined;
  for (let columns = 1; columns <= columnsMax; columns++) {
    const tileWidth = Math.min(width, Math.ceil(width / columns / columnStep) * columnStep);
    const tileHeight = tallest(tileWidth, height, fits);
    if (tileHeight > 0) {
      const around = (tileWidth + margin.left + margin.right) * (tileHeight + margin.top + margin.bottom);
      const cost = around / (tileWidth * tileHeight);
      if (best === undefined || cost < best.cost * 0.95) best = { width: tileWidth, height: tileHeight, cost };
    }
    if (tileWidth <= columnStep) break;
  }
  if (best === undefined) throw new Error('The program keeps too many planes for the graphics adapter.');
  const tiles: Area[] = [];
  for (let top = 0; top < height; top += best.height) {
    for (let left = 0; left < width; left += best.width) {
      tiles.push({ left, top, right: Math.min(left + best.width, width), bottom: Math.min(top + best.height, height) });
    }
  }
  return tiles;
}

/** The largest height up to a limit for which a tile fits; 0 when none does. */
function tallest(width: number, heightMax: number, fits: (width: number, height: number) => boolean): number {
  let [low, high] = [0, Math.min(heightMax, Math.max(1, Math.floor(tilePixelsMax / width)))];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (fits(width, middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
