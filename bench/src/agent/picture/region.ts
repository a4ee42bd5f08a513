/** A part of a picture that a person marked, in fractions of the upright, uncropped picture. */
export type Region =
  | { readonly box: readonly [left: number, top: number, right: number, bottom: number] }
  | { readonly polygon: readonly (readonly [x: number, y: number])[] }
  /** Everything that lies in none of these. */
  | { readonly except: readonly Region[] };

/** Indices of the pixels whose centres lie in the region, rising; null = the whole picture. */
export function pixelsOf(region: Region | null, width: number, height: number): Uint32Array {
  const inside = region === null ? () => true : containsOf(region);
  const pixels: number[] = [];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (inside((x + 0.5) / width, (y + 0.5) / height)) pixels.push(y * width + x);
  }
  return Uint32Array.from(pixels);
}

function containsOf(region: Region): (x: number, y: number) => boolean {
  if ('box' in region) {
    const [left, top, right, bottom] = region.box;
    return (x, y) => x >= left && x < right && y >= top && y < bottom;
  }
  if ('except' in region) {
    const parts = region.except.map(containsOf);
    return (x, y) => !parts.some((contains) => contains(x, y));
  }
  return (x, y) => inPolygon(region.polygon, x, y);
}

/** Even-odd rule. */
function inPolygon(corners: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  corners.forEach(([x1, y1], index) => {
    const [x2, y2] = corners[(index + 1) % corners.length]!;
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside;
  });
  return inside;
}
