import type { Measurement, Rgb8Image } from '@safelight/core';
import { measure } from '@safelight/measure';
import { labPlanes } from './planes.ts';
import { toJudgedSize } from './resize.ts';
import { skinOf, type Skin } from './skin.ts';
import { textureOf, type Texture } from './texture.ts';
import { tonesOf, type Tones } from './tones.ts';

/** Every figure of one picture that a metric may look at. Statistics only: before and after may differ in crop. */
export interface Picture {
  readonly measurement: Measurement;
  readonly tones: Tones;
  readonly texture: Texture;
  readonly skin: Skin;
}

export function lookAt(image: Rgb8Image): Picture {
  const judged = toJudgedSize(image);
  const measurement = measure(judged);
  const planes = labPlanes(judged);
  return {
    measurement,
    tones: tonesOf(planes, measurement),
    texture: textureOf(judged, planes),
    skin: skinOf(planes),
  };
}
