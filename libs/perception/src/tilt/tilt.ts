import type { Scene } from '@safelight/core';
import { clamp01, shrinkPlane, type Plane } from '../image/plane.ts';

/** Long edge at which lines are looked for: finer, texture outvotes them. */
export const tiltEdgePx = 512;

/** A channel, reduced to a long edge. */
export function lightnessAt(channel: Plane, edgePx: number): Plane {
  const scale = Math.min(1, edgePx / Math.max(channel.width, channel.height));
  const [width, height] = [channel.width, channel.height].map((length) => Math.max(1, Math.round(length * scale)));
  return scale === 1 ? channel : shrinkPlane(channel, width!, height!);
}

/** Angles that are looked at: beyond them a tilt is meant. */
const angleMaxDegrees = 8;
const angleStepDegrees = 0.25;
/** Edges are told from texture by their strength; this share of all pixels, the strongest, is used. */
const strongShare = 0.06;
/** An edge counts as nearly level or upright up to this slope. */
const slopeMax = Math.tan(((angleMaxDegrees + 6) * Math.PI) / 180);
/** Converging uprights say less about the horizon than level lines do. */
const uprightShare = 0.6;
/** An edge speaks for angles within this of its own slope. */
const fitDegrees = 4;
/** People hold cameras nearly level: an angle this far off needs e times the evidence. */
const usualDegrees = 5;
/** Another peak this far from the best one is another answer: roofs and roads run at angles of their own. */
const otherDegrees = 1.5;
/** A peak that stands out of the other angles by this factor is as clear as a drawn horizon. */
const clearPeak = 2.2;

interface Edge {
  readonly x: number;
  readonly y: number;
  readonly strength: number;
  readonly level: boolean;
  /** Its own slope against the frame, degrees, in the sense of the angles that are looked at. */
  readonly degrees: number;
}

/**
 * The turn that levels the picture. Edges are projected along each angle; where long straight edges lie on one line the
 * projection is peaked (the profile method of deskewing, Postl 1986), for level edges and for uprights alike.
 * `lightness` 0..1, about 512 pixels on the long edge.
 */
export function tiltOf(lightness: Plane): Scene['tilt'] {
  const edges = edgesOf(lightness);
  const length = Math.ceil(Math.hypot(lightness.width, lightness.height)) + 2;
  const count = Math.round(angleMaxDegrees / angleStepDegrees);
  const angles = Array.from({ length: 2 * count + 1 }, (_, index) => (index - count) * angleStepDegrees);
  const found = angles.map((degrees) => peakedness(edges, degrees, length));
  const scores = found.map((score, index) => score * Math.exp(-((angles[index]! / usualDegrees) ** 2)));
  const best = scores.indexOf(Math.max(...scores));
  const median = found.toSorted((one, other) => one - other)[count]!;
  if (median <= 0) return { degrees: 0, confidence: 0 };
  const degrees = angles[best]! + vertex(scores, best) * angleStepDegrees;
  const other = Math.max(...scores.filter((_, index) => Math.abs(angles[index]! - degrees) >= otherDegrees));
  const clear = clamp01((found[best]! / median - 1) / (clearPeak - 1));
  const confidence = clear * clamp01(2 * (1 - other / scores[best]!));
  // A line that falls to the right (+ in rows) is levelled by a turn against the clock.
  return { degrees: degrees === 0 ? 0 : -degrees, confidence };
}

function edgesOf({ width, height, data }: Plane): readonly Edge[] {
  const all: Edge[] = [];
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x;
      const [up, down] = [at - width, at + width];
      const across =
        data[up + 1]! + 2 * data[at + 1]! + data[down + 1]! - data[up - 1]! - 2 * data[at - 1]! - data[down - 1]!;
      const along = data[down - 1]! + 2 * data[down]! + data[down + 1]! - data[up - 1]! - 2 * data[up]! - data[up + 1]!;
      const level = Math.abs(across) <= slopeMax * Math.abs(along);
      const upright = Math.abs(along) <= slopeMax * Math.abs(across);
      if (!level && !upright) continue;
      // Strong contrast must not outvote long lines.
      const strength = Math.sqrt(Math.hypot(across, along));
      const degrees = (Math.atan(level ? -across / along : along / across) * 180) / Math.PI;
      if (strength > 0.2) all.push({ x: x - width / 2, y: y - height / 2, strength, level, degrees });
    }
  }
  const kept = Math.round(strongShare * width * height);
  return all.length <= kept ? all : all.sort((one, other) => other.strength - one.strength).slice(0, kept);
}

function peakedness(edges: readonly Edge[], degrees: number, length: number): number {
  const [c, s] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
  const level = new Float64Array(length);
  const upright = new Float64Array(length);
  for (const edge of edges) {
    const fit = 1 - Math.abs(edge.degrees - degrees) / fitDegrees;
    if (fit <= 0) continue;
    const along = edge.level ? edge.y * c - edge.x * s : edge.x * c + edge.y * s;
    const at = along + length / 2;
    const low = Math.floor(at);
    const part = at - low;
    const bins = edge.level ? level : upright;
    bins[low]! += fit * edge.strength * (1 - part);
    bins[low + 1]! += fit * edge.strength * part;
  }
  return unevenness(level) + uprightShare * unevenness(upright);
}

/** What lines collect beyond their neighbourhood; smoothed, because the rows of the pixel grid are lines as well. */
function unevenness(bins: Float64Array): number {
  const smooth = (at: number): number => bins[at - 1]! + 2 * bins[at]! + bins[at + 1]!;
  let sum = 0;
  for (let i = 4; i < bins.length - 4; i++) {
    const line = smooth(i) - (smooth(i - 3) + smooth(i + 3)) / 2;
    if (line > 0) sum += line * line;
  }
  return sum;
}

/** Offset −0.5 .. 0.5 of a parabola's top through a score and its neighbours. */
function vertex(scores: readonly number[], at: number): number {
  const [before, here, after] = [scores[at - 1], scores[at]!, scores[at + 1]];
  if (before === undefined || after === undefined) return 0;
  const bend = before - 2 * here + after;
  return bend === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / bend));
}
