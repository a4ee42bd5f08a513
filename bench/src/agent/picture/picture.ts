import type { Rgb8Image } from '@safelight/core';
import { labOfLinear } from '@safelight/measure';

/**
 * A decoded picture with CIELAB (D65) of each pixel. The agent steers by OKLab figures of its own, so the bench measures
 * in another space and with its own code: a bug in the agent's eyes is no bug in these.
 */
export interface Picture {
  readonly rgb: Rgb8Image;
  readonly width: number;
  readonly height: number;
  /** 0 black .. 100 white. */
  readonly lightness: Float32Array;
  /** Green (−) to magenta (+). */
  readonly a: Float32Array;
  /** Blue (−) to yellow (+). */
  readonly b: Float32Array;
}

const linearOfCode = Float64Array.from({ length: 256 }, (_, code) => {
  const encoded = code / 255;
  return encoded <= 0.04045 ? encoded / 12.92 : ((encoded + 0.055) / 1.055) ** 2.4;
});

export function pictureOf(rgb: Rgb8Image): Picture {
  const { width, height, data } = rgb;
  const [lightness, a, b] = [0, 1, 2].map(() => new Float32Array(width * height)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let pixel = 0; pixel < width * height; pixel++) {
    const at = 3 * pixel;
    const lab = labOfLinear(linearOfCode[data[at]!]!, linearOfCode[data[at + 1]!]!, linearOfCode[data[at + 2]!]!);
    [lightness[pixel], a[pixel], b[pixel]] = lab;
  }
  return { rgb, width, height, lightness, a, b };
}
