import { labOf } from '../image/lab.ts';
import type { Channels } from '../image/picture.ts';
import { shrinkChannels } from '../image/picture.ts';
import { mapPlane, resizePlane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { refineMatte } from '../image/refine.ts';
import { cutRegion } from '../image/region.ts';
import { logit, segment } from '../image/segment.ts';
import type { Networks } from '../networks/networks.ts';

/** The sky network's input is square; the picture is stretched to it, as in training. */
const networkPx = 160;
const workPx = 320;

export interface Sky {
  readonly matte: Plane;
  readonly confidence: number;
}

export const findSky = async (networks: Networks, pyramid: readonly Channels[]): Promise<Sky | undefined> => {
  const picture = pyramid[0]!;
  const { width, height } = picture[0];
  const whole = { x: width / 2, y: height / 2, width, height, angle: 0 };
  const { mask } = await networks.run('sky', cutRegion(pyramid, whole, networkPx, networkPx, -1, 1));
  const scale = Math.min(1, workPx / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const guess = resizePlane({ width: networkPx, height: networkPx, data: mask! }, w, h);
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
  if (confidence < 0.5 || inside < 0.004 * rough.data.length) {
    return undefined;
  }
  return {
    matte: refineMatte(picture, resizePlane(rough, width, height), 0.016 * Math.max(width, height)),
    confidence,
  };
};
