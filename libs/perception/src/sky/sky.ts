import { labOf } from '../image/lab.ts';
import type { Channels } from '../image/picture.ts';
import { shrinkChannels } from '../image/picture.ts';
import { mapPlane, resizePlane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { refineMatte } from '../image/refine.ts';
import { cutRegion } from '../image/region.ts';
import type { Region } from '../image/region.ts';
import { logit, segment } from '../image/segment.ts';
import type { Networks } from '../networks/networks.ts';

/** The sky network's input is square; the picture is stretched to it, as in training. */
const networkPx = 160;
const workPx = 320;
/** Mean answer of the network over the sky found; walls and water reach 0.6, skies 0.7. */
const confidenceMin = 0.65;

export interface Sky {
  readonly matte: Plane;
  readonly confidence: number;
}

/** Mean of the answers for the picture and its mirror image: a sky has no left and right. */
const askTwice = async (networks: Networks, pyramid: readonly Channels[], whole: Region): Promise<Float32Array> => {
  const ask = async (region: Region): Promise<Float32Array> =>
    (await networks.run('sky', cutRegion(pyramid, region, networkPx, networkPx, -1, 1)))['mask']!;
  const plain = await ask(whole);
  const mirrored = await ask({ ...whole, mirrored: true });
  return plain.map((v, i) => {
    const x = i % networkPx;
    return (v + mirrored[i - x + networkPx - 1 - x]!) / 2;
  });
};

export const findSky = async (networks: Networks, pyramid: readonly Channels[]): Promise<Sky | undefined> => {
  const picture = pyramid[0]!;
  const { width, height } = picture[0];
  const whole = { x: width / 2, y: height / 2, width, height, angle: 0 };
  const mask = await askTwice(networks, pyramid, whole);
  const scale = Math.min(1, workPx / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const guess = resizePlane({ width: networkPx, height: networkPx, data: mask }, w, h);
  const sure = guess.data.reduce((sum, v) => sum + (v > 0.8 ? 1 : 0), 0) / guess.data.length;
  if (sure < 0.004) {
    return undefined;
  }
  const small = shrinkChannels(picture, w, h);
  const rough = segment(small, labOf(small), mapPlane(guess, logit), {
    colourMax: 3,
    neighbours: 2,
    radius: 4,
    rounds: 2,
  });
  let inside = 0;
  let agreed = 0;
  for (let i = 0; i < rough.data.length; i++) {
    if (rough.data[i]! > 0.5) {
      inside += 1;
      agreed += guess.data[i]!;
    }
  }
  const confidence = inside === 0 ? 0 : agreed / inside;
  if (confidence < confidenceMin || inside < 0.004 * rough.data.length) {
    return undefined;
  }
  return {
    matte: refineMatte(picture, resizePlane(rough, width, height), 0.016 * Math.max(width, height)),
    confidence,
  };
};
