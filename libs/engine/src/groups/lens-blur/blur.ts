/**
 * The blurred picture on the canonical image, in scene light, from depth and request. Circles of confusion are sorted
 * into layers of one radius each. Behind the focal range a pixel shows the mean over its own disc of what lies as far
 * back as it: nothing sharp bleeds into it. Before the focal range light is scattered over what lies behind, as much as
 * the discs cover. What the foreground's edge uncovers is filled from around.
 */
import { boxMean, boxMin, type Size } from '../../analysis/box.ts';
import { Guide } from '../../analysis/guided.ts';
import type { ScenePlanes } from '../../analysis/haze.ts';
import { expand, reduce } from '../../analysis/pyramid.ts';
import { shape, unshape } from '../../colour/shoulder.ts';
import { luminanceOf } from '../../colour/spaces.ts';
import { encodeSrgb } from '../../colour/transfer.ts';
import type { CanonicalPlane } from '../../graph/program.ts';
import { blurLayer, type Layer } from './layer.ts';
import { blurAt, type Bokeh, type BlurRequest } from './request.ts';

/** All in displayed light of linear ProPhoto. */
export type BlurPlanes = Readonly<
  Record<
    | 'r' // What replaces a blurred pixel; goes on smoothly under what is sharp.
    | 'g'
    | 'b'
    | 'alphaA' // Share replaced, as a line of the root of luminance.
    | 'alphaB'
    | 'nearR' // Foreground laid over it, times its cover.
    | 'nearG'
    | 'nearB'
    | 'nearAlpha',
    CanonicalPlane
  >
>;
export const blurPlaneNames = ['r', 'g', 'b', 'alphaA', 'alphaB', 'nearR', 'nearG', 'nearB', 'nearAlpha'] as const;

/** Radii of the layers in pixels: the first, and the step between them. */
const radiusFrom = 0.7;
const radiusStep = 1.35;
/** Radii in pixels between which a pixel goes over from sharp to blurred. */
const sharpBelow = 0.35;
const blurredFrom = 1.1;
/** A pixel takes part in a farther layer from this share of the layer's radius on, fully from the other. */
const partFrom = 0.25;
const partFull = 0.7;
/** Share of those that take no part: what a disc shows when nothing in it does. */
const partLeast = 1e-3;
/** Gain of an isolated light at full boost. */
const boostMax = 4;
/** Half the size up to which something bright is a light, as a share of the long edge. */
const lightWindow = 0.01;
/** Window and threshold (root of luminance) by which the share is drawn to edges. */
const edgeWindow = 0.003;
const edgeEpsilon = 0.02 ** 2;

const clamp01 = (x: number): number => Math.min(Math.max(x, 0), 1);
const smooth = (t: number): number => {
  const held = clamp01(t);
  return held * held * (3 - 2 * held);
};

/** Root of luminance: the axis on which `alphaA` and `alphaB` are a line. */
export const rootOfLuminance = (r: number, g: number, b: number): number =>
  Math.sqrt(Math.max(luminanceOf([r, g, b]), 0));

/** Scene light with isolated lights boosted. */
function lightOf(shown: ScenePlanes, { boost, threshold }: BlurRequest): [Float32Array, Float32Array, Float32Array] {
  const scene = [shown.r, shown.g, shown.b].map((plane) => plane.map((x) => unshape(Math.max(x, 0))));
  const [r, g, b] = scene as [Float32Array, Float32Array, Float32Array];
  if (boost === 0) return [r, g, b];
  const strength = r.map((x, i) => Math.max(x, g[i]!, b[i]!));
  const radius = Math.max(1, Math.round(lightWindow * Math.max(shown.width, shown.height)));
  // What survives an opening is wider than a light: the sky beside a dark edge does.
  const least = boxMin(strength, shown, radius);
  const opened = boxMin(least.map((x) => -x), shown, radius); // prettier-ignore
  for (let i = 0; i < r.length; i++) {
    const encoded = encodeSrgb(Math.min(shape(strength[i]!), 1));
    const bright = smooth((encoded - threshold) / 0.1 + 0.5);
    const alone = clamp01(2 * (1 + opened[i]! / Math.max(strength[i]!, 1e-6)));
    const gain = 1 + boostMax * boost * bright * alone;
    r[i]! *= gain;
    g[i]! *= gain;
    b[i]! *= gain;
  }
  return [r, g, b];
}

interface Accumulated {
  readonly r: Float32Array;
  readonly g: Float32Array;
  readonly b: Float32Array;
  readonly weight: Float32Array;
}

const accumulator = (length: number): Accumulated => {
  const plane = (): Float32Array => new Float32Array(length);
  return { r: plane(), g: plane(), b: plane(), weight: plane() };
};

/** Layer of a radius, as a number between whole layers. */
const layerOf = (radius: number): number => Math.max(Math.log(radius / radiusFrom) / Math.log(radiusStep), 0);

/** `depth` 0 nearest … 1 farthest. `goesOn` is asked between layers. */
export function blurPlanes(
  shown: ScenePlanes,
  depth: CanonicalPlane,
  request: BlurRequest,
  goesOn: () => boolean = () => true,
): BlurPlanes {
  const { width, height } = shown;
  const length = width * height;
  const longEdge = Math.max(width, height);
  // Radii in pixels, negative before the focal range.
  const circles = depth.data.map((d) => blurAt(d, request.focus) * request.radius * longEdge);
  const places = circles.map((x) => (Math.abs(x) <= sharpBelow ? -2 : layerOf(Math.abs(x))));
  const layers = Math.ceil(layerOf(request.radius * longEdge)) + 1;
  const blurred: Blurred = {
    shown,
    light: lightOf(shown, request),
    circles,
    places,
    bokeh: request.bokeh,
    layer: { width, height, data: new Float32Array(length * 4) },
    wanted: new Uint8Array(length),
  };
  const [far, near] = [accumulator(length), accumulator(length)];
  for (let k = 0; k < layers && goesOn(); k++) {
    const radius = radiusFrom * radiusStep ** k;
    blurFar(blurred, k, radius, far);
    blurNear(blurred, k, radius, near);
  }
  return finished(shown, circles, far, near);
}

interface Blurred {
  readonly shown: ScenePlanes;
  readonly light: readonly [Float32Array, Float32Array, Float32Array];
  readonly circles: Float32Array;
  /** Layer of each pixel, between whole ones; −2 where it is sharp. */
  readonly places: Float32Array;
  readonly bokeh: Bokeh;
  /** Written anew for each layer. */
  readonly layer: Layer;
  readonly wanted: Uint8Array;
}

function blurFar(
  { light, circles, places, bokeh, layer, wanted }: Blurred,
  k: number,
  radius: number,
  out: Accumulated,
): void {
  let any = false;
  for (let i = 0; i < circles.length; i++) {
    const isWanted = circles[i]! > 0 && Math.abs(places[i]! - k) < 1;
    wanted[i] = isWanted ? 1 : 0;
    any ||= isWanted;
  }
  if (!any) return;
  const { data } = layer;
  const [r, g, b] = light;
  for (let i = 0, at = 0; i < circles.length; i++, at += 4) {
    const circle = circles[i]!;
    const weight = circle <= 0 ? 0 : Math.max(smooth((circle / radius - partFrom) / (partFull - partFrom)), partLeast);
    data[at] = weight * r[i]!;
    data[at + 1] = weight * g[i]!;
    data[at + 2] = weight * b[i]!;
    data[at + 3] = weight;
  }
  blurLayer(layer, wanted, radius, bokeh, (i, red, green, blue, weight) => {
    if (weight <= 0) return;
    const share = (1 - Math.abs(places[i]! - k)) / weight;
    out.r[i]! += share * red;
    out.g[i]! += share * green;
    out.b[i]! += share * blue;
    out.weight[i]! += share * weight;
  });
}

function blurNear(
  { light, circles, places, bokeh, layer, wanted }: Blurred,
  k: number,
  radius: number,
  out: Accumulated,
): void {
  const isPart = (i: number): boolean => circles[i]! < 0 && Math.abs(places[i]! - k) < 1;
  let any = false;
  for (let i = 0; i < circles.length && !any; i++) any = isPart(i);
  if (!any) return;
  const { data } = layer;
  const [r, g, b] = light;
  const cover = new Float32Array(circles.length);
  for (let i = 0, at = 0; i < circles.length; i++, at += 4) {
    const weight = isPart(i)
      ? (1 - Math.abs(places[i]! - k)) * smooth((-circles[i]! - sharpBelow) / (blurredFrom - sharpBelow))
      : 0;
    cover[i] = weight;
    data[at] = weight * r[i]!;
    data[at + 1] = weight * g[i]!;
    data[at + 2] = weight * b[i]!;
    data[at + 3] = weight;
  }
  // What the widest disc can reach: a box about everything that takes part.
  const reached = boxMean(cover, layer, Math.ceil(2 * radius) + 1);
  for (let i = 0; i < reached.length; i++) wanted[i] = reached[i]! > 1e-9 ? 1 : 0;
  blurLayer(layer, wanted, radius, bokeh, (i, red, green, blue, weight) => {
    out.r[i]! += red;
    out.g[i]! += green;
    out.b[i]! += blue;
    out.weight[i]! += weight;
  });
}

/** Values carried on to where the weight is 0, from coarse to fine (push-pull); changed in place. */
function fill(planes: readonly Float32Array[], weight: Float32Array, size: Size): void {
  if (Math.max(size.width, size.height) <= 2) return;
  const coarse = reduce(weight, size);
  const coarsePlanes = planes.map((plane) => {
    const { data } = reduce(plane.map((x, i) => x * weight[i]!), size); // prettier-ignore
    for (let i = 0; i < data.length; i++) data[i]! /= Math.max(coarse.data[i]!, 1e-9);
    return data;
  });
  const coarseWeight = coarse.data.map((x) => Math.min(4 * x, 1));
  fill(coarsePlanes, coarseWeight, coarse);
  for (const [p, plane] of planes.entries()) {
    const smoother = expand(coarsePlanes[p]!, coarse, size);
    for (let i = 0; i < plane.length; i++) plane[i] = smoother[i]! + (plane[i]! - smoother[i]!) * weight[i]!;
  }
}

function finished(shown: ScenePlanes, circles: Float32Array, far: Accumulated, near: Accumulated): BlurPlanes {
  const { width, height } = shown;
  const length = circles.length;
  const source = [shown.r, shown.g, shown.b];
  const back = [far.r, far.g, far.b].map((plane, c) =>
    plane.map((x, i) => (far.weight[i]! > 0 ? shape(x / far.weight[i]!) : source[c]![i]!)),
  );
  const blurred = new Float32Array(length);
  const uncovered = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    blurred[i] = smooth((circles[i]! - sharpBelow) / (blurredFrom - sharpBelow));
    uncovered[i] = smooth((-circles[i]! - sharpBelow) / (blurredFrom - sharpBelow));
  }
  // Behind a blurred foreground: what is around it, blurred or sharp.
  const behind = back.map((plane, c) => plane.map((x, i) => source[c]![i]! + (x - source[c]![i]!) * blurred[i]!));
  fill(behind, uncovered.map((x) => 1 - x), { width, height }); // prettier-ignore
  fill(back, blurred, { width, height });
  const base = back.map((plane, c) => plane.map((x, i) => x + (behind[c]![i]! - x) * uncovered[i]!));
  const alpha = blurred.map((x, i) => Math.max(x, uncovered[i]!));
  const roots = new Float32Array(length);
  for (let i = 0; i < length; i++) roots[i] = rootOfLuminance(shown.r[i]!, shown.g[i]!, shown.b[i]!);
  const lines = new Guide(roots, shown, Math.max(2, edgeWindow * Math.max(width, height))).fit(alpha, edgeEpsilon);
  const cover = near.weight.map((x) => Math.min(x, 1));
  const front = [near.r, near.g, near.b].map((plane) =>
    plane.map((x, i) => (near.weight[i]! > 1e-6 ? shape(x / near.weight[i]!) * cover[i]! : 0)),
  );
  const plane = (data: Float32Array): CanonicalPlane => {
    const kept = new Float32Array(new SharedArrayBuffer(data.byteLength));
    kept.set(data);
    return { width, height, data: kept };
  };
  return {
    r: plane(base[0]!),
    g: plane(base[1]!),
    b: plane(base[2]!),
    alphaA: lines.a,
    alphaB: lines.b,
    nearR: plane(front[0]!),
    nearG: plane(front[1]!),
    nearB: plane(front[2]!),
    nearAlpha: plane(cover),
  };
}
