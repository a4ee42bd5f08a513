/** Pictures for lens and perspective. */
import { apply3, invert3, multiply3, type Triple } from '../../src/colour/matrix.ts';
import { focalOf, halfDiagonal, pitch, roll, turned } from '../../src/groups/transform/perspective.ts';
import { decodeSrgb } from '../../src/colour/transfer.ts';
import { picture, random, type Picture } from './picture.ts';

const size = { width: 480, height: 320 };
const unit = halfDiagonal(size);
const degree = Math.PI / 180;

/** Averages so many points of a pixel: edges as a lens leaves them. */
function smooth(colour: (x: number, y: number) => Triple): Picture {
  const steps = [0.125, 0.375, 0.625, 0.875];
  return picture(size.width, size.height, (column, row) => {
    const sum = [0, 0, 0];
    for (const dy of steps) {
      for (const dx of steps) colour(column + dx, row + dy).forEach((value, i) => (sum[i]! += value / 16));
    }
    return sum as unknown as Triple;
  });
}

/** The turn of the camera in front of the wall. */
export const wallTurn = { roll: 3 * degree, pitch: 12 * degree } as const;

const wallMatrix = turned(multiply3(pitch(wallTurn.pitch), roll(wallTurn.roll)), focalOf(size));

/** Two of the wall's verticals as they lie in the picture, in its unit square. */
export const wallGuides: readonly (readonly number[])[] = [-0.35, 0.4].map((along) =>
  [-0.3, 0.3].flatMap((down) => {
    const [x, y, w] = apply3(invert3(wallMatrix), [along, down, 1]);
    return [0.5 + ((x / w) * unit) / size.width, 0.5 + ((y / w) * unit) / size.height];
  }),
);

/** A wall with windows, photographed looking up with a tilted camera. */
export function leaningWall(): Picture {
  return smooth((x, y) => {
    const [px, py, w] = apply3(wallMatrix, [(x - size.width / 2) / unit, (y - size.height / 2) / unit, 1]);
    const share = (place: number, period: number): number => place / period - Math.floor(place / period);
    const isWindow = share(px / w + 9.04, 0.16) < 0.5 && share(py / w + 9.03, 0.2) < 0.7;
    const light = decodeSrgb(isWindow ? 0.25 : 0.7);
    return [light, light, light];
  });
}

/** Blobs whose red lies further out than green and whose blue nearer, by up to a pixel. */
export function fringes(): Picture {
  const next = random(3);
  const discs = Array.from({ length: 220 }, () => {
    return { x: next() * size.width, y: next() * size.height, radius: 4 + 14 * next(), light: 0.05 + 0.6 * next() };
  });
  const lightAt = (x: number, y: number): number => {
    let light = 0.3;
    for (const disc of discs) if ((x - disc.x) ** 2 + (y - disc.y) ** 2 < disc.radius ** 2) light = disc.light;
    return light;
  };
  return smooth((x, y) => {
    const at = (by: number): number =>
      lightAt(size.width / 2 + (x - size.width / 2) * by, size.height / 2 + (y - size.height / 2) * by);
    return [at(1 - 0.0035), at(1), at(1 + 0.003)];
  });
}
