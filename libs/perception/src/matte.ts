import type { Matte } from '@safelight/core';
import type { Face } from './face/face.ts';
import * as parts from './face/parts.ts';
import { guidedFilter } from './image/guided.ts';
import { mapPlane } from './image/plane.ts';
import type { Plane } from './image/plane.ts';
import { gestureOf } from './object/gesture.ts';
import { findObject } from './object/object.ts';
import type { BodyParts } from './person/parts.ts';
import type { PerceivedMask } from './perception.ts';
import type { Scene } from './scene.ts';

/** What was found, at the scene's size. */
export interface Found {
  readonly matte: Plane;
  readonly confidence: number;
}

type Finder = (scene: Scene, mask?: PerceivedMask) => Promise<Found | undefined>;

/** A part of every face that has it. */
const facePart =
  (part: (face: Face, scene: Scene) => Plane | undefined, radius: number): Finder =>
  async (scene) => {
    const found: Plane[] = [];
    let confidence = 0;
    let span = 0;
    for (const face of await scene.faces()) {
      const matte = part(face, scene);
      if (matte !== undefined) {
        found.push(matte);
        confidence = Math.max(confidence, face.presence);
        span = Math.max(span, face.eyeSpan);
      }
    }
    if (found.length === 0) {
      return undefined;
    }
    const matte = guidedFilter(scene.channels, parts.union(found), {
      radius: Math.max(1, Math.round(radius * span)),
      flatness: 1e-3,
    });
    return { matte, confidence };
  };

const person: Finder = async (scene) => {
  const matte = await scene.person();
  return matte && { matte, confidence: (await scene.people())!.presence };
};

const bodyPart =
  (part: keyof BodyParts): Finder =>
  async (scene) => {
    const matte = (await scene.bodyParts())?.[part];
    return matte && { matte, confidence: (await scene.people())!.presence * 0.8 };
  };

/** Skin of the face without the hair that hangs over it. */
const faceSkin: Finder = async (scene) => {
  const found = await facePart((face, { channels }) => parts.faceSkinOf(face, channels[0]), 0.06)(scene);
  const hair = found && (await scene.bodyParts())?.hair;
  return found && hair ? { ...found, matte: mapPlane(found.matte, (v, i) => v * (1 - hair.data[i]!)) } : found;
};

const subject: Finder = (scene) => scene.subject();

/** Everything but the subject; with no subject there is no telling the background from it. */
const background: Finder = async (scene) => {
  const found = await scene.subject();
  return found && { matte: mapPlane(found.matte, (v) => 1 - v), confidence: found.confidence };
};

const sky: Finder = (scene) => scene.sky();

const object: Finder = (scene, mask) => Promise.resolve(findObject(scene.channels, gestureOf(mask!)));

const finders: Readonly<Record<string, Finder>> = {
  maskSubject: subject,
  maskBackground: background,
  maskSky: sky,
  maskLandscapeSky: sky,
  maskObject: object,
  maskPerson: person,
  maskFaceSkin: faceSkin,
  maskBodySkin: bodyPart('bodySkin'),
  maskHair: bodyPart('hair'),
  maskClothes: bodyPart('clothes'),
  maskIrisPupil: facePart((face, scene) => parts.irisOf(face, scene.channels[0]), 0.02),
  maskEyeSclera: facePart((face, scene) => parts.scleraOf(face, scene.channels[0]), 0.02),
  maskLips: facePart((face, scene) => parts.lipsOf(face, scene.channels[0], scene.lab()), 0.03),
  maskEyebrows: facePart((face, scene) => parts.browHairsOf(face, scene.channels[0], scene.lab()), 0.05),
  maskTeeth: facePart((face, scene) => parts.teethOf(face, scene.channels[0], scene.lab()), 0.02),
  maskFacialHair: facePart((face, scene) => parts.facialHairOf(face, scene.channels[0], scene.lab()), 0.05),
};

/** A matte smaller than this part of the picture is no finding. */
const areaMin = 2e-5;

export const matteOf = async (scene: Scene, mask: PerceivedMask, signal?: AbortSignal): Promise<Matte | null> => {
  const found = await finders[mask.tool]!(scene, mask);
  signal?.throwIfAborted();
  if (found === undefined) {
    return null;
  }
  const { width, height, data } = found.matte;
  const bytes = new Uint8Array(width * height);
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) {
    const value = Math.round(255 * data[i]!);
    bytes[i] = value;
    sum += value;
  }
  return sum < 255 * areaMin * bytes.length ? null : { width, height, data: bytes, confidence: found.confidence };
};
