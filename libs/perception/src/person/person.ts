import type { Face } from '../face/face.ts';
import { chin, faceOval } from '../face/topology.ts';
import type { Channels } from '../image/picture.ts';
import { mapPlane, plane } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import { cutRegion, layRegion } from '../image/region.ts';
import type { Point, Region } from '../image/region.ts';
import { sigmoid } from '../image/segment.ts';
import { detectIn, squaresOf, suppress } from '../networks/detector.ts';
import type { Detection, DetectorKind } from '../networks/detector.ts';
import type { Networks } from '../networks/networks.ts';

/** More people than this in one picture are left out, the least sure first. */
const bodiesCountMax = 6;
/** The sharper selfie network's weight where both networks see the same person. */
const selfieShare = 0.7;
/** Product of both networks' certainty; façades reach 0.58, people 0.9. */
const bodyMin = 0.7;

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
  const bodies = await maskBodies(networks, pyramid);
  const mask = plane(width, height);
  const add = (other: Plane): void => other.data.forEach((v, i) => (mask.data[i] = Math.max(mask.data[i]!, v)));
  const claimed = new Set<Body>();
  for (const face of faces) {
    const region = regionAround(face, width, height);
    const { mask: data } = await networks.run('person-selfie', cutRegion(pyramid, region, 256, 256, 0, 1));
    const selfie = plane(width, height);
    layRegion(selfie, region, { width: 256, height: 256, data: data! });
    const own = bodies.find((one) => liesIn(one.region, face.mesh[1]!));
    if (own === undefined) {
      add(selfie);
      continue;
    }
    claimed.add(own);
    add(
      mapPlane(own.mask, (v, i) => {
        const inside = liesIn(region, { x: (i % width) + 0.5, y: Math.floor(i / width) + 0.5 });
        return inside ? selfieShare * selfie.data[i]! + (1 - selfieShare) * v : v;
      }),
    );
  }
  for (const other of bodies) {
    if (!claimed.has(other)) {
      add(other.mask);
    }
  }
  const count = faces.length + bodies.length - claimed.size;
  const presence = Math.max(0, ...faces.map((f) => f.presence), ...bodies.map((b) => b.presence));
  return count === 0 ? undefined : { mask, count, presence };
};

interface Body {
  readonly region: Region;
  readonly mask: Plane;
  readonly presence: number;
}

const liesIn = (region: Region, { x, y }: Point): boolean => {
  const [dx, dy] = [x - region.x, y - region.y];
  const [c, s] = [Math.cos(region.angle), Math.sin(region.angle)];
  return Math.abs(dx * c + dy * s) <= region.width / 2 && Math.abs(dy * c - dx * s) <= region.height / 2;
};

const maskBodies = async (networks: Networks, pyramid: readonly Channels[]): Promise<readonly Body[]> => {
  const { width, height } = pyramid[0]![0];
  const bodies: Body[] = [];
  for (const detection of await findBodies(networks, pyramid)) {
    const region = regionOfBody(detection);
    const { mask: logits, presence: sure } = await networks.run('pose', cutRegion(pyramid, region, 256, 256, 0, 1));
    const presence = sure![0]! * detection.score;
    if (presence >= bodyMin) {
      const mask = plane(width, height);
      layRegion(mask, region, { width: 256, height: 256, data: logits!.map(sigmoid) });
      bodies.push({ region, mask, presence });
    }
  }
  return bodies;
};

const findBodies = async (networks: Networks, pyramid: readonly Channels[]): Promise<readonly Detection[]> => {
  const { width, height } = pyramid[0]![0];
  return suppress(await detectIn(networks, body, pyramid, squaresOf(width, height).whole), bodiesCountMax);
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
  // A portrait is shown whole and stretched, as the network was trained.
  return side * side > 0.45 * width * height
    ? { x: width / 2, y: height / 2, width, height, angle: 0 }
    : { x: inside(middle, width), y: inside(bottom + 0.15 * side, height), width: side, height: side, angle: 0 };
};
