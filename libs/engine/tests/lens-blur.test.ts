import { emptyRecipe, type Matte, type SettingValues } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../src/engine.ts';
import { decodeSrgb } from '../src/colour/transfer.ts';
import { depthMapKey, lensBlurTools } from '../src/groups/lens-blur/lens-blur.ts';
import type { PreparedPhoto } from '../src/prepared.ts';
import { sRgb } from './support/profile.ts';

const [width, height] = [480, 320];
/** Small lights on the right: in the middle of the picture's height, half way to the corner, in the corner. */
const middle = [300, 160] as const;
const halfway = [350, 90] as const;
const corner = [440, 40] as const;
const image = {
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, i) => {
    const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
    if (x < 220) return (x + y) % 2 === 0 ? 60 : 90;
    const isLight = [middle, halfway, corner].some(([u, v]) => Math.abs(x - u) <= 1 && Math.abs(y - v) <= 1);
    return isLight ? 235 : 30;
  }),
};
/** Near on the left, far on the right. */
const depth: Matte = {
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => (i % width < 220 ? 51 : 255)),
  confidence: 1,
};
const on = {
  lensBlurActive: true,
  lensBlurAmount: 100,
  lensBlurHighlightsBoost: 0,
  lensBlurFocalRange: [0, 10, 40, 100],
};

interface Moments {
  /** Light of the disc, its mean squares of distance along both axes, and its variance toward the picture's middle. */
  readonly light: number;
  readonly xx: number;
  readonly yy: number;
  readonly radial: number;
  /** Share of the light within 5 pixels of the dot's place. */
  readonly core: number;
}

describe('lens blur', () => {
  let engine: Engine;
  let photo: PreparedPhoto;
  beforeAll(async () => {
    engine = await Engine.open({ workers: 2 });
    photo = await engine.prepare({ image, profile: sRgb, kind: 'rendered' });
  });
  afterAll(async () => {
    await engine[Symbol.asyncDispose]();
  });

  const develop = async (settings: SettingValues, longEdgeMaxPixels: number | null = null) =>
    engine.render(
      photo,
      { ...emptyRecipe, settings },
      {
        longEdgeMaxPixels,
        profile: sRgb,
        mattes: new Map([[depthMapKey, depth]]),
      },
    );

  async function disc(settings: SettingValues, [cx, cy]: readonly [number, number] = middle): Promise<Moments> {
    const { data } = await develop(settings);
    const ground = decodeSrgb(31 / 255);
    const toMiddle = Math.hypot(cx - width / 2, cy - height / 2);
    let [light, xx, yy, along1, along2, core] = [0, 0, 0, 0, 0, 0];
    const reach = 30;
    for (let y = Math.max(cy - reach, 0); y <= Math.min(cy + reach, height - 1); y++) {
      for (let x = cx - reach; x <= Math.min(cx + reach, width - 1); x++) {
        const value = Math.max(decodeSrgb(data[(y * width + x) * 3]! / 255) - ground, 0);
        const [dx, dy] = [x - cx, y - cy];
        const along = (dx * (cx - width / 2) + dy * (cy - height / 2)) / toMiddle;
        light += value;
        xx += value * dx * dx;
        yy += value * dy * dy;
        along1 += value * along;
        along2 += value * along * along;
        if (Math.hypot(dx, dy) < 5) core += value;
      }
    }
    return {
      light,
      xx: xx / light,
      yy: yy / light,
      radial: along2 / light - (along1 / light) ** 2,
      core: core / light,
    };
  }

  const raises = async (
    tool: string,
    pairs: readonly (readonly [unknown, unknown])[],
    statistic: (moments: Moments) => number,
    others: SettingValues = {},
    at: readonly [number, number] = middle,
  ): Promise<void> => {
    for (const [from, to] of pairs) {
      const of = (value: unknown): SettingValues => ({ ...on, ...others, [tool]: value }) as SettingValues;
      const [before, after] = [statistic(await disc(of(from), at)), statistic(await disc(of(to), at))];
      expect(after, `${tool} ${String(from)} → ${String(to)}`).toBeGreaterThan(before * 1.02 + 1e-6);
    }
  };

  const laws: Record<string, () => Promise<void>> = {
    lensBlurActive: () => raises('lensBlurActive', [[false, true]], ({ xx }) => xx),
    lensBlurAmount: () => raises('lensBlurAmount', [[0, 30], [30, 60], [60, 100]], ({ xx, yy }) => xx + yy), // prettier-ignore
    lensBlurHighlightsBoost: () => raises('lensBlurHighlightsBoost', [[0, 50], [50, 100]], ({ light }) => light), // prettier-ignore
    lensBlurHighlightsThreshold: () =>
      raises('lensBlurHighlightsThreshold', [[100, 0]], ({ light }) => light, { lensBlurHighlightsBoost: 100 }),
    lensBlurShapeDetail: () => raises('lensBlurShapeDetail', [[0, 100]], ({ xx, yy }) => xx + yy, { lensBlurBokeh: 3 }),
    lensBlurCatEye: () => raises('lensBlurCatEye', [[100, 50], [50, 0]], ({ radial }) => radial, {}, corner), // prettier-ignore
    lensBlurCatEyeScale: () =>
      raises('lensBlurCatEyeScale', [[100, 0]], ({ radial }) => radial, { lensBlurCatEye: 100 }, halfway),
    lensBlurAspect: () => raises('lensBlurAspect', [[-100, 0], [0, 100]], ({ xx, yy }) => yy / xx), // prettier-ignore
    lensBlurRotation: () =>
      raises('lensBlurRotation', [[0, 90], [-180, -90]], ({ xx, yy }) => xx / yy, { lensBlurAspect: 100 }), // prettier-ignore
    lensBlurSphericalAberration: () =>
      raises('lensBlurSphericalAberration', [[-100, 0], [0, 100]], ({ xx, yy }) => xx + yy), // prettier-ignore
    lensBlurBokeh: async () => {
      await raises('lensBlurBokeh', [[3, 0]], ({ core }) => core);
      await raises('lensBlurBokeh', [[0, 1]], ({ xx, yy }) => xx + yy);
      await raises('lensBlurBokeh', [[0, 4]], ({ xx, yy }) => yy / xx);
    },
    lensBlurFocalRange: () => raises('lensBlurFocalRange', [[[0, 10, 100, 110], [0, 10, 40, 100]]], ({ xx }) => xx), // prettier-ignore
    lensBlurFocusSource: async () => {
      const other = { ...on, lensBlurFocalRange: [0, 10, 100, 110] };
      const bySubject = [{ ...on, lensBlurFocusSource: 1 }, { ...other, lensBlurFocusSource: 1 }]; // prettier-ignore
      const byHand = [{ ...on, lensBlurFocusSource: 3 }, { ...other, lensBlurFocusSource: 3 }]; // prettier-ignore
      // Found by the subject, a stored range does not matter; by hand it does.
      expect((await develop(bySubject[0]!)).data).toEqual((await develop(bySubject[1]!)).data);
      expect((await develop(byHand[0]!)).data).not.toEqual((await develop(byHand[1]!)).data);
    },
  };

  it.each(Object.keys(laws))('%s moves what the catalogue says', async (tool) => {
    await laws[tool]!();
  });

  it('has a law for every tool that it renders', () => {
    expect(Object.keys(laws).sort()).toEqual([...lensBlurTools].sort());
  });

  it('leaves what is in focus as it is, byte for byte, up to the edge', async () => {
    const { data } = await develop(on);
    const { data: plain } = await develop({});
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < 210; x++) expect(data[(y * width + x) * 3]).toBe(plain[(y * width + x) * 3]);
    }
  });

  it('lets nothing that is in focus bleed into the background', async () => {
    const { data } = await develop(on);
    for (let x = 226; x < 280; x++) expect(data[(60 * width + x) * 3]!).toBeLessThanOrEqual(33);
  });

  it('lays a blurred foreground over what is in focus, and keeps light', async () => {
    const { data } = await develop({ ...on, lensBlurFocalRange: [0, 90, 100, 110] });
    // The near texture, grey on average, reaches over the dark ground beside it.
    expect(data[(60 * width + 222) * 3]!).toBeGreaterThan(40);
    expect(data[(60 * width + 300) * 3]!).toBeLessThanOrEqual(32);
    for (let x = 40; x < 180; x += 7) expect(Math.abs(data[(60 * width + x) * 3]! - 76)).toBeLessThan(4);
  });

  it('at a quarter of the size is the picture at a quarter of the size', async () => {
    const [full, small] = [await develop(on), await develop(on, width / 4)];
    let worst = 0;
    for (let y = 2; y < height / 4 - 2; y++) {
      for (let x = 62; x < width / 4 - 2; x++) {
        let sum = 0;
        for (let j = 0; j < 4; j++) {
          for (let i = 0; i < 4; i++) sum += decodeSrgb(full.data[((4 * y + j) * width + 4 * x + i) * 3]! / 255);
        }
        const code = 255 * (1.055 * (sum / 16) ** (1 / 2.4) - 0.055);
        worst = Math.max(worst, Math.abs(code - small.data[(y * small.width + x) * 3]!));
      }
    }
    expect(worst).toBeLessThan(4);
  });
});
