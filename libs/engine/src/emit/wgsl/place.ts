import { floatText, header } from './words.ts';

/**
 * Where a pixel of the output level lies in the unit square of the uncropped picture, and so of every canonical plane:
 * the program's map, the same as in `run/plane-rows.ts`.
 */
export const placeFunction = `fn placeOf(column: i32, row: i32) -> vec2f {
  let x = f32(column) + 0.5f;
  let y = f32(row) + 0.5f;
  return vec2f(
    ${floatText(header.map)} * x + ${floatText(header.map + 1)} * y + ${floatText(header.map + 2)},
    ${floatText(header.map + 3)} * x + ${floatText(header.map + 4)} * y + ${floatText(header.map + 5)},
  );
}`;
