import type { Rgb8Image } from '@safelight/core';
import { plane, sample } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { drawOutlines, markedPhotos, nameOf, openPhoto } from './photos.ts';

/** A cut-out on another photo: its outline is known exactly. */
export interface Composite {
  readonly name: string;
  readonly tool: string;
  readonly picture: Rgb8Image;
  readonly truth: Plane;
}

/** What is cut out of which photo by which outline, onto what, how tall (fraction), and where its middle stands. */
const plans = [
  ['portrait-astronaut', 'maskPerson', 'tea-gardens', 0.95, 0.5],
  ['portrait-astronaut', 'maskPerson', 'colosseum', 0.8, 0.7],
  ['portrait-astronaut', 'maskPerson', 'perched-osprey', 0.9, 0.35],
  ['portrait-astronaut', 'maskPerson', 'lake-sherburne', 0.6, 0.25],
  ['portrait-astronaut', 'maskPerson', 'fig-bowl', 0.45, 0.6],
  ['oakland-zoo-otters', 'maskSubject', 'blue-flowers', 1, 0.5],
  ['perched-osprey', 'maskSubject', 'lake-sherburne', 1, 0.6],
  ['fig-bowl', 'maskSubject', 'tea-gardens', 0.7, 0.5],
  ['dandelions', 'maskSubject', 'desert-hikers', 1, 0.6],
] as const;

export const composites = async function* (): AsyncGenerator<Composite> {
  const photos = new Map(markedPhotos().map((photo) => [nameOf(photo), photo]));
  for (const [from, tool, onto, tall, middle] of plans) {
    const source = await openPhoto(photos.get(from)!);
    const under = await openPhoto(photos.get(onto)!);
    const cut = drawOutlines(photos.get(from)!.outlines[tool]!, source.width, source.height);
    yield { name: `${from} on ${onto}`, tool, ...paste(source, cut, under, tall, middle) };
  }
};

const paste = (
  source: Rgb8Image,
  cut: Plane,
  under: Rgb8Image,
  tall: number,
  middle: number,
): { picture: Rgb8Image; truth: Plane } => {
  const { width, height } = under;
  const data = Uint8Array.from(under.data);
  const truth = plane(width, height);
  const scale = source.height / (tall * height);
  const channels = [0, 1, 2].map((c) => {
    const one = plane(source.width, source.height);
    one.data.forEach((_, i) => (one.data[i] = source.data[3 * i + c]!));
    return one;
  });
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sx = (x - middle * width) * scale + source.width / 2;
      const sy = (y - height * (1 - tall)) * scale;
      if (sx < 0 || sy < 0 || sx > source.width - 1 || sy > source.height - 1) {
        continue;
      }
      const i = y * width + x;
      const alpha = sample(cut, sx, sy);
      truth.data[i] = alpha;
      channels.forEach((one, c) => {
        data[3 * i + c] = Math.round(data[3 * i + c]! * (1 - alpha) + sample(one, sx, sy) * alpha);
      });
    }
  }
  return { picture: { width, height, data }, truth };
};
