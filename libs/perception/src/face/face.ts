import type { Channels } from '../image/picture.ts';
import { cutRegion, fromRegion } from '../image/region.ts';
import type { Point, Region } from '../image/region.ts';
import { detectIn, squaresOf, suppress } from '../networks/detector.ts';
import type { Detection, DetectorKind } from '../networks/detector.ts';
import type { Networks } from '../networks/networks.ts';
import { eyeCorners, eyeOutline } from './topology.ts';

export interface Eye {
  /** Closed outline of the opening between the lids. */
  readonly outline: readonly Point[];
  readonly iris: { readonly x: number; readonly y: number; readonly radius: number };
}

export interface Face {
  /** 468 points of MediaPipe's face mesh, picture pixels. */
  readonly mesh: readonly Point[];
  /** Left in the picture, right in the picture. */
  readonly eyes: readonly [Eye, Eye];
  /** How sure the mesh network is that it looks at a face, 0..1. */
  readonly presence: number;
  /** Distance between the outer corners of the eyes, turned upright: the face's own measure. */
  readonly eyeSpan: number;
  /** Radians clockwise: how far the face leans. */
  readonly angle: number;
}

/** More faces than this in one picture are left out, the least sure first. */
const facesCountMax = 12;
/** Faces with eyes nearer than this (picture pixels) have no parts worth a matte. */
const eyeSpanPxMin = 8;
const presenceMin = 0.6;

const near: DetectorKind = {
  network: 'face-near',
  size: 128,
  low: -1,
  high: 1,
  grids: [
    [8, 2],
    [16, 6],
  ],
  keyPointCount: 6,
  scoreMin: 0.5,
};
const far: DetectorKind = {
  network: 'face-far',
  size: 192,
  low: -1,
  high: 1,
  grids: [[4, 1]],
  keyPointCount: 6,
  scoreMin: 0.6,
};

/** Faces of every size: the whole picture by both detectors, then tiles for small faces. */
export const findFaces = async (networks: Networks, pyramid: readonly Channels[]): Promise<readonly Face[]> => {
  const { width, height } = pyramid[0]![0];
  const { whole, tiles } = squaresOf(width, height);
  const detections = [
    ...(await detectIn(networks, near, pyramid, whole)),
    ...(await detectIn(networks, far, pyramid, whole)),
  ];
  for (const tile of tiles) {
    detections.push(...(await detectIn(networks, far, pyramid, tile)));
  }
  const faces: Face[] = [];
  for (const detection of suppress(detections, facesCountMax)) {
    const face = await meshFace(networks, pyramid, detection);
    if (face !== undefined && !faces.some((other) => sameFace(other, face))) {
      faces.push(face);
    }
  }
  return faces;
};

const sameFace = (a: Face, b: Face): boolean => {
  const [p, q] = [a.mesh[1]!, b.mesh[1]!];
  return Math.hypot(p.x - q.x, p.y - q.y) < 0.7 * Math.max(a.eyeSpan, b.eyeSpan);
};

const meshFace = async (
  networks: Networks,
  pyramid: readonly Channels[],
  detection: Detection,
): Promise<Face | undefined> => {
  const [left, right] = [detection.keyPoints[0]!, detection.keyPoints[1]!];
  const side = 1.5 * Math.max(detection.width, detection.height);
  const first = await runMesh(networks, pyramid, {
    x: detection.x,
    y: detection.y,
    width: side,
    height: side,
    angle: Math.atan2(right.y - left.y, right.x - left.x),
  });
  if (first.presence < 0.3) {
    return undefined;
  }
  // A second look, centred by the first, places the points better than the detector's box can.
  const { mesh, presence } = await runMesh(networks, pyramid, regionOfMesh(first.mesh));
  const [a, b] = [mesh[eyeCorners[0][0]]!, mesh[eyeCorners[1][1]]!];
  const eyeSpan = Math.hypot(b.x - a.x, b.y - a.y);
  if (presence < presenceMin || eyeSpan < eyeSpanPxMin) {
    return undefined;
  }
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const eyes = [
    await runEye(networks, pyramid, mesh, 0, angle),
    await runEye(networks, pyramid, mesh, 1, angle),
  ] as const;
  return { mesh, eyes, presence, eyeSpan, angle };
};

const regionOfMesh = (mesh: readonly Point[]): Region => {
  const [a, b] = [mesh[eyeCorners[0][0]]!, mesh[eyeCorners[1][1]]!];
  const angle = Math.atan2(b.y - a.y, b.x - a.x);
  const c = Math.cos(-angle);
  const s = Math.sin(-angle);
  const turned = mesh.map((p) => ({ x: p.x * c - p.y * s, y: p.x * s + p.y * c }));
  const xs = turned.map((p) => p.x);
  const ys = turned.map((p) => p.y);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const side = 1.5 * Math.max(right - left, bottom - top);
  return { x: x * c + y * s, y: y * c - x * s, width: side, height: side, angle };
};

const runMesh = async (
  networks: Networks,
  pyramid: readonly Channels[],
  region: Region,
): Promise<{ mesh: readonly Point[]; presence: number }> => {
  const { points, presence } = await networks.run('face-mesh', cutRegion(pyramid, region, 192, 192, 0, 1));
  return {
    mesh: Array.from({ length: 468 }, (_, i) => fromRegion(region, points![3 * i]! / 192, points![3 * i + 1]! / 192)),
    presence: 1 / (1 + Math.exp(-presence![0]!)),
  };
};

const runEye = async (
  networks: Networks,
  pyramid: readonly Channels[],
  mesh: readonly Point[],
  side: 0 | 1,
  angle: number,
): Promise<Eye> => {
  const [a, b] = [mesh[eyeCorners[side][0]]!, mesh[eyeCorners[side][1]]!];
  const span = 2.3 * Math.hypot(b.x - a.x, b.y - a.y);
  const region: Region = {
    x: (a.x + b.x) / 2,
    y: (a.y + b.y) / 2,
    width: span,
    height: span,
    angle,
    // The network knows one eye; the other is shown to it in a mirror.
    mirrored: side === 1,
  };
  const { contour, iris } = await networks.run('eye', cutRegion(pyramid, region, 64, 64, 0, 1));
  const at = (values: Float32Array, i: number): Point =>
    fromRegion(region, values[3 * i]! / 64, values[3 * i + 1]! / 64);
  const centre = at(iris!, 0);
  const rim = [1, 2, 3, 4].map((i) => at(iris!, i));
  return {
    outline: eyeOutline.map((i) => at(contour!, i)),
    iris: { ...centre, radius: rim.reduce((sum, p) => sum + Math.hypot(p.x - centre.x, p.y - centre.y), 0) / 4 },
  };
};
