import type { Measurement, Rgb8Image } from '@safelight/core';
import { measure } from '@safelight/measure';
import { brisque } from '../brisque/brisque.ts';
import { figuresOfWhole, type Figures } from './figures.ts';
import { finenessOf } from './fineness.ts';
import { labPlanes, type LabPlanes } from './planes.ts';
import { toJudgedSize } from './resize.ts';
import { skinOf, type Skin } from './skin.ts';
import { textureOf, type Texture } from './texture.ts';
import { tonesOf, type Tones } from './tones.ts';

/** A picture at the judged size with every figure of its own that a metric may look at. */
export interface Picture {
  readonly image: Rgb8Image;
  readonly planes: LabPlanes;
  readonly measurement: Measurement;
  readonly figures: Figures;
  readonly tones: Tones;
  readonly texture: Texture;
  readonly skin: Skin;
  /** 0 (natural) .. 100; null where it cannot be told. Computed when first asked. */
  readonly brisque: () => number | null;
}

export function lookAt(original: Rgb8Image): Picture {
  const image = toJudgedSize(original);
  const measurement = measure(image);
  const planes = labPlanes(image);
  let score: { readonly value: number | null } | undefined;
  const tones = tonesOf(planes, measurement);
  return {
    image,
    planes,
    measurement,
    figures: figuresOfWhole(measurement, finenessOf(planes, null), tones.colourSpread),
    tones,
    texture: textureOf(image, planes),
    skin: skinOf(planes),
    brisque: () => (score ??= { value: brisque(image) }).value,
  };
}
