import { boxMean } from '../image/box.ts';
import { colourDistance, fitColour } from '../image/colour-model.ts';
import type { LabPlanes } from '../image/lab.ts';
import { fillPolygon } from '../image/region.ts';
import type { Point } from '../image/region.ts';
import { mapPlane, plane, smoothstep } from '../image/plane.ts';
import type { Plane } from '../image/plane.ts';
import type { Face } from './face.ts';
import * as at from './topology.ts';

export const outline = (face: Face, indices: readonly number[]): readonly Point[] => indices.map((i) => face.mesh[i]!);

const area = (face: Face, size: Plane, indices: readonly number[]): Plane =>
  fillPolygon(size.width, size.height, outline(face, indices));

const without = (a: Plane, b: Plane): Plane => mapPlane(a, (v, i) => v * (1 - Math.min(1, b.data[i]!)));

export const union = (parts: readonly Plane[]): Plane =>
  parts.reduce((sum, part) => mapPlane(sum, (v, i) => Math.max(v, part.data[i]!)));

/** Skin of this face where nothing else can be: cheeks and forehead. */
export const skinSample = (face: Face, size: Plane): Plane =>
  union([at.cheekLeft, at.cheekRight, at.forehead].map((indices) => area(face, size, indices)));

export const eyesOf = (face: Face, size: Plane): Plane =>
  union(face.eyes.map((eye) => fillPolygon(size.width, size.height, eye.outline)));

export const irisOf = (face: Face, size: Plane): Plane =>
  union(
    face.eyes.map(({ outline: lids, iris }) => {
      const open = fillPolygon(size.width, size.height, lids);
      return mapPlane(open, (v, i) => {
        const x = (i % size.width) + 0.5;
        const y = Math.floor(i / size.width) + 0.5;
        return v * smoothstep(iris.radius + 0.7, iris.radius - 0.7, Math.hypot(x - iris.x, y - iris.y));
      });
    }),
  );

export const scleraOf = (face: Face, size: Plane): Plane => without(eyesOf(face, size), irisOf(face, size));

export const mouthOf = (face: Face, size: Plane): Plane => area(face, size, at.lipsInner);

/**
 * The mesh's lips, their rim moved to where red begins: smiling lips are thin, and a pixel's error shows. Where lips are
 * no redder than the skin, the mesh stands.
 */
export const lipsOf = (face: Face, size: Plane, lab: LabPlanes): Plane => {
  const mouth = mouthOf(face, size);
  const mesh = without(area(face, size, at.lipsOuter), mouth);
  const skin = fitColour(lab, skinSample(face, size).data, 0.02);
  const lips = fitColour(lab, mesh.data, 0.02);
  const redder = skin && lips ? lips.mean[1] - skin.mean[1] : 0;
  if (redder < 0.012) {
    return mesh;
  }
  const near = boxMean(area(face, size, at.lipsOuter), Math.max(1, Math.round(0.04 * face.eyeSpan)));
  return mapPlane(near, (v, i) => {
    if (v < 0.05) {
      return 0;
    }
    const red = smoothstep(0.25, 0.75, (lab[1].data[i]! - skin!.mean[1]) / redder);
    const pale = smoothstep(0.06, 0.14, lab[0].data[i]! - lips!.mean[0]);
    return Math.max(mesh.data[i]! * 0.5, smoothstep(0.05, 0.4, v)) * red * (1 - pale * mouth.data[i]!);
  });
};

export const browsOf = (face: Face, size: Plane): Plane =>
  union([area(face, size, at.browLeft), area(face, size, at.browRight)]);

/** The hairs of the brows: darker than the skin they grow on, or the whole area where the difference is slight. */
export const browHairsOf = (face: Face, size: Plane, lab: LabPlanes): Plane => {
  const brows = browsOf(face, size);
  const skin = fitColour(lab, area(face, size, at.forehead).data, 0.02);
  return skin === undefined
    ? brows
    : mapPlane(brows, (v, i) => v * (0.3 + 0.7 * smoothstep(0.03, 0.12, skin.mean[0] - lab[0].data[i]!)));
};

export const ovalOf = (face: Face, size: Plane): Plane => area(face, size, at.faceOval);

/** The bright, unsaturated part of an open mouth; undefined when it is closed or shows none. */
export const teethOf = (face: Face, size: Plane, lab: LabPlanes): Plane | undefined => {
  const mouth = mouthOf(face, size);
  const skin = fitColour(lab, skinSample(face, size).data, 0.02);
  if (skin === undefined) {
    return undefined;
  }
  const chroma = Math.hypot(skin.mean[1], skin.mean[2]);
  let mouthArea = 0;
  let teethArea = 0;
  const teeth = mapPlane(mouth, (v, i) => {
    if (v === 0) {
      return 0;
    }
    const bright = smoothstep(skin.mean[0] - 0.25, skin.mean[0] - 0.1, lab[0].data[i]!);
    // Gums and tongue are redder than skin; teeth are paler.
    const pale = smoothstep(0.09, 0.04, lab[1].data[i]! - 0.3 * skin.mean[1] * Math.min(1, chroma / 0.1));
    const value = v * bright * pale;
    mouthArea += v;
    teethArea += value;
    return value;
  });
  // A shut mouth leaves a sliver between the inner lips: less than a sixtieth of the eyes' distance squared.
  const shut = mouthArea < (face.eyeSpan * face.eyeSpan) / 60;
  return shut || teethArea < 0.15 * mouthArea ? undefined : teeth;
};

/** Hair on lip, cheeks and chin: darker than the face's own skin; undefined when the area is as bare as the cheeks. */
export const facialHairOf = (face: Face, size: Plane, lab: LabPlanes): Plane | undefined => {
  const ground = without(without(area(face, size, at.beardArea), area(face, size, at.lipsOuter)), noseOf(face, size));
  const skin = fitColour(lab, skinSample(face, size).data, 0.03);
  if (skin === undefined) {
    return undefined;
  }
  let groundArea = 0;
  let hairArea = 0;
  const hair = mapPlane(ground, (v, i) => {
    if (v === 0) {
      return 0;
    }
    const darker = smoothstep(0.1, 0.22, skin.mean[0] - lab[0].data[i]!);
    const unlike = smoothstep(6, 16, colourDistance(skin, lab, i));
    const value = v * darker * unlike;
    groundArea += v;
    hairArea += value;
    return value;
  });
  return hairArea < 0.2 * groundArea ? undefined : hair;
};

const noseOf = (face: Face, size: Plane): Plane =>
  area(face, size, [168, 417, 465, 429, 358, 327, 2, 98, 129, 209, 245, 193]);

export const emptyLike = (size: { readonly width: number; readonly height: number }): Plane =>
  plane(size.width, size.height);

export const faceSkinOf = (face: Face, size: Plane): Plane =>
  [eyesOf(face, size), area(face, size, at.lipsOuter), browsOf(face, size)].reduce(without, ovalOf(face, size));
