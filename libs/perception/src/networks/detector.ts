import type { Networks, NetworkName } from './networks.ts';
import { cutRegion, fromRegion } from '../image/region.ts';
import type { Point, Region } from '../image/region.ts';
import type { Channels } from '../image/picture.ts';

export interface Detection {
  readonly score: number;
  /** Centre and sides in picture pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** What the network marks: for a face eyes, nose, mouth, ears; for a body hips and reach. */
  readonly keyPoints: readonly Point[];
}

/** How a single-shot detector of MediaPipe is laid out (its published graph options). */
export interface DetectorKind {
  readonly network: NetworkName;
  readonly size: number;
  /** Input range: MediaPipe's detectors take -1..1. */
  readonly low: number;
  readonly high: number;
  /** Step of each anchor grid in input pixels, and how many anchors stand on each of its places. */
  readonly grids: readonly (readonly [step: number, anchors: number])[];
  readonly keyPointCount: number;
  readonly scoreMin: number;
}

/** Runs a detector over one square region. */
export const detectIn = async (
  networks: Networks,
  kind: DetectorKind,
  pyramid: readonly Channels[],
  region: Region,
): Promise<readonly Detection[]> => {
  const { size } = kind;
  const input = cutRegion(pyramid, region, size, size, kind.low, kind.high);
  const { boxes, scores } = await networks.run(kind.network, input);
  const values = 4 + 2 * kind.keyPointCount;
  const found: Detection[] = [];
  let index = 0;
  for (const [step, anchors] of kind.grids) {
    const places = Math.ceil(size / step);
    for (let at = 0; at < places * places * anchors; at++, index++) {
      const score = 1 / (1 + Math.exp(-scores![index]!));
      if (score < kind.scoreMin) {
        continue;
      }
      const place = Math.floor(at / anchors);
      const anchorX = ((place % places) + 0.5) / places;
      const anchorY = (Math.floor(place / places) + 0.5) / places;
      const read = (k: number): Point =>
        fromRegion(
          region,
          boxes![index * values + k]! / size + anchorX,
          boxes![index * values + k + 1]! / size + anchorY,
        );
      found.push({
        score,
        ...read(0),
        width: (boxes![index * values + 2]! / size) * region.width,
        height: (boxes![index * values + 3]! / size) * region.height,
        keyPoints: Array.from({ length: kind.keyPointCount }, (_, k) => read(4 + 2 * k)),
      });
    }
  }
  return found;
};

const overlap = (a: Detection, b: Detection): number => {
  const across = Math.min(a.x + a.width / 2, b.x + b.width / 2) - Math.max(a.x - a.width / 2, b.x - b.width / 2);
  const down = Math.min(a.y + a.height / 2, b.y + b.height / 2) - Math.max(a.y - a.height / 2, b.y - b.height / 2);
  if (across <= 0 || down <= 0) {
    return 0;
  }
  // Against the smaller: a tile's view of half a face lies inside the whole face's box.
  return (across * down) / Math.min(a.width * a.height, b.width * b.height);
};

/** Keeps the surest of detections that overlap, surest first. */
export const suppress = (detections: readonly Detection[], countMax: number): readonly Detection[] => {
  const kept: Detection[] = [];
  for (const candidate of [...detections].sort((a, b) => b.score - a.score)) {
    if (kept.length < countMax && kept.every((k) => overlap(k, candidate) < 0.4)) {
      kept.push(candidate);
    }
  }
  return kept;
};

/** The whole picture as one square, and overlapping squares of half its long edge where that shows more. */
export const squaresOf = (width: number, height: number): { whole: Region; tiles: readonly Region[] } => {
  const edge = Math.max(width, height);
  const whole = { x: width / 2, y: height / 2, width: edge, height: edge, angle: 0 };
  const side = Math.min(edge / 2, Math.min(width, height));
  const steps = (length: number): readonly number[] => {
    const count = Math.max(1, Math.ceil((length - side) / (side * 0.75)) + 1);
    return Array.from({ length: count }, (_, i) =>
      count === 1 ? length / 2 : side / 2 + ((length - side) * i) / (count - 1),
    );
  };
  const tiles = steps(height).flatMap((y) => steps(width).map((x) => ({ x, y, width: side, height: side, angle: 0 })));
  return { whole, tiles };
};
