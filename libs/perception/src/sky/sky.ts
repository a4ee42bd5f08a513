import { labOf } from '../image/lab.ts';
import type { LabPlanes } from '../image/lab.ts';
import type { Channels } from '../image/picture.ts';
import { shrinkChannels } from '../image/picture.ts';
import { mapPlane, resizePlane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { refineMatte } from '../image/refine.ts';
import { growSky } from './grow.ts';
import { tidyParts } from '../image/components.ts';
import { cutRegion } from '../image/region.ts';
import type { Region } from '../image/region.ts';
import { logit, segment } from '../image/segment.ts';
import type { Networks } from '../networks/networks.ts';

/** The sky network's input is square; the picture is stretched to it, as in training. */
const networkPx = 160;
const workPx = 320;
/** Less than this part of the picture is no sky worth a mask. */
const areaMin = 0.004;

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

interface Evidence {
  /** Mean of the network's highest twentieth: how sure it is at best. */
  readonly top: number;
  /** OKLab lightness of the likely sky less that of the rest, and the likely sky's blue-yellow (negative is blue). */
  readonly brighter: number;
  readonly yellow: number;
}

const weigh = (guess: Plane, lab: LabPlanes): Evidence => {
  const sorted = Float32Array.from(guess.data).sort();
  const highest = sorted.subarray(Math.floor(0.95 * sorted.length));
  const top = highest.reduce((sum, v) => sum + v, 0) / highest.length;
  let [inside, light, yellow, otherLight] = [0, 0, 0, 0];
  guess.data.forEach((v, i) => {
    if (v > top / 2) {
      inside += 1;
      light += lab[0].data[i]!;
      yellow += lab[2].data[i]!;
    } else {
      otherLight += lab[0].data[i]!;
    }
  });
  const outside = guess.data.length - inside;
  return {
    top,
    brighter: light / Math.max(1, inside) - otherLight / Math.max(1, outside),
    yellow: yellow / Math.max(1, inside),
  };
};

/**
 * A sure network is believed. A doubtful one (walls, water and studio backdrops are smooth too) needs what skies have:
 * blue above darker land, or light far brighter than anything else.
 */
const isSky = ({ top, brighter, yellow }: Evidence): boolean =>
  top > 0.9 || (top > 0.25 && (brighter > 0.42 || (yellow < -0.025 && brighter > 0.1)));

export const findSky = async (networks: Networks, pyramid: readonly Channels[]): Promise<Sky | undefined> => {
  const picture = pyramid[0]!;
  const { width, height } = picture[0];
  const whole = { x: width / 2, y: height / 2, width, height, angle: 0 };
  const mask = await askTwice(networks, pyramid, whole);
  const scale = Math.min(1, workPx / Math.max(width, height));
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  const guess = resizePlane({ width: networkPx, height: networkPx, data: mask }, w, h);
  const small = shrinkChannels(picture, w, h);
  const lab = labOf(small);
  const evidence = weigh(guess, lab);
  if (!isSky(evidence)) {
    return undefined;
  }
  const relative = mapPlane(guess, (v) => Math.min(1, v / evidence.top));
  const parted = segment(
    small,
    lab,
    mapPlane(relative, (v) => 0.7 * logit(v)),
    {
      colourMax: 3,
      neighbours: 2,
      radius: 4,
      rounds: 2,
    },
  );
  const rough = tidyParts(growSky(parted, relative, lab), 0.01);
  let inside = 0;
  let agreed = 0;
  for (let i = 0; i < rough.data.length; i++) {
    if (rough.data[i]! > 0.5) {
      inside += 1;
      agreed += relative.data[i]!;
    }
  }
  const confidence = inside === 0 ? 0 : (Math.min(1, evidence.top + 0.2) * agreed) / inside;
  if (inside < areaMin * rough.data.length) {
    return undefined;
  }
  return {
    matte: refineMatte(picture, resizePlane(rough, width, height), 0.016 * Math.max(width, height)),
    confidence,
  };
};
