import type { Face } from '../face/face.ts';
import { chin, faceOval } from '../face/topology.ts';
import type { Channels } from '../image/picture.ts';
import { plane, smoothstep } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { cutRegion, layRegion } from '../image/region.ts';
import type { Region } from '../image/region.ts';
import { detectIn, squaresOf, suppress } from '../networks/detector.ts';
import type { Detection, DetectorKind } from '../networks/detector.ts';
import type { Networks } from '../networks/networks.ts';

/** More people than this in one picture are left out, the least sure first. */
const bodiesCountMax = 6;

const body: DetectorKind = {
  network: 'pose-detection',
  size: 224,
  low: -1,
  high: 1,
  grids: [
    [8, 2],
    [16, 2],
    [32, 6],
  ],
  keyPointCount: 4,
  scoreMin: 0.5,
};

export interface People {
  /** Probability of "part of a person", at the picture's size, not yet refined. */
  readonly mask: Plane;
  readonly count: number;
  /** Surest finding, 0..1. */
  readonly presence: number;
}

/**
 * Where people are. The selfie network is sharp but calls anything prominent a person, so it is believed only around a
 * face or a body that a detector found; the pose network adds whole bodies.
 */
export const findPeople = async (
  networks: Networks,
  pyramid: readonly Channels[],
  faces: readonly Face[],
): Promise<People | undefined> => {
  const { width, height } = pyramid[0]![0];
  const mask = plane(width, height);
  let presence = 0;
  let count = 0;
  for (const face of faces) {
    const region = regionAround(face, width, height);
    const { mask: selfie } = await networks.run('person-selfie', cutRegion(pyramid, region, 256, 256, 0, 1));
    layRegion(mask, region, { width: 256, height: 256, data: selfie! });
    presence = Math.max(presence, face.presence);
    count += 1;
  }
  for (const detection of await findBodies(networks, pyramid)) {
    const region = regionOfBody(detection);
    const { mask: logits, presence: sure } = await networks.run('pose', cutRegion(pyramid, region, 256, 256, 0, 1));
    if (sure![0]! < 0.7) {
      continue;
    }
    const data = logits!.map((v) => 1 / (1 + Math.exp(-v)));
    layRegion(mask, region, { width: 256, height: 256, data });
    presence = Math.max(presence, sure![0]! * detection.score);
    count += 1;
  }
  return count === 0 ? undefined : { mask, count, presence };
};

const findBodies = async (networks: Networks, pyramid: readonly Channels[]): Promise<readonly Detection[]> => {
  const { width, height } = pyramid[0]![0];
  const { whole, tiles } = squaresOf(width, height);
  const detections = [...(await detectIn(networks, body, pyramid, whole))];
  for (const tile of tiles) {
    detections.push(...(await detectIn(networks, body, pyramid, tile)));
  }
  return suppress(detections, bodiesCountMax);
};

/** Body key points: middle of the hips, and a point on the circle about them that holds the whole body. */
const regionOfBody = (detection: Detection): Region => {
  const [hips, reach] = [detection.keyPoints[0]!, detection.keyPoints[1]!];
  const side = 2.5 * Math.hypot(reach.x - hips.x, reach.y - hips.y);
  return {
    x: hips.x,
    y: hips.y,
    width: side,
    height: side,
    angle: Math.atan2(reach.y - hips.y, reach.x - hips.x) + Math.PI / 2,
  };
};

/** Head and body as a portrait shows them, kept inside the picture where that is possible. */
const regionAround = (face: Face, width: number, height: number): Region => {
  const xs = faceOval.map((i) => face.mesh[i]!.x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const bottom = face.mesh[chin]!.y;
  const side = Math.min(9 * face.eyeSpan, 1.15 * Math.max(width, height));
  const inside = (centre: number, length: number): number =>
    side >= length ? length / 2 : Math.min(Math.max(centre, side / 2), length - side / 2);
  return {
    x: inside(middle, width),
    y: inside(bottom + 0.15 * side, height),
    width: Math.min(side, width),
    height: Math.min(side, height),
    angle: 0,
  };
};

/** Weight of "near this head": 1 on it, falling to 0 where hair cannot reach. */
export const nearHead = (face: Face, x: number, y: number): number => {
  const [top, bottom] = [face.mesh[10]!, face.mesh[chin]!];
  const distance = Math.hypot(x - (top.x + bottom.x) / 2, y - (top.y + bottom.y) / 2) / face.eyeSpan;
  return smoothstep(3, 2, distance);
};
