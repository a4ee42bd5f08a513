import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Correction } from '@safelight/core';
import { encodeSrgb } from '../src/colour/transfer.ts';
import { Executor } from '../src/run/executor.ts';
import { Negative, type Values } from './support/develop.ts';
import { correctionOf, leftHalf } from './support/masked.ts';
import { noisy, seams, softEdge } from './support/noisy.ts';
import { grey, hueColour, picture, type Area, type Picture } from './support/picture.ts';
import { chromaOf, deviationOf, hueNear, meanOf } from './support/statistics.ts';

const [width, height] = [384, 256];

/** Plain patches of many lights and colours with hard edges between them, a touch soft as lenses draw them. */
const patches = picture(width, height, (x, y) => {
  const at = (dx: number): readonly [number, number, number] => {
    const [column, row] = [Math.floor((x + dx) / 96), Math.floor(y / 64)];
    const light = [0.08, 0.3, 0.15, 0.5][(column + row) % 4]!;
    return row % 2 === 0 ? [light, light, light] : hueColour(90 * column + 40, 0.35, light);
  };
  const [one, two] = [at(0), at(1)];
  return [(one[0] + two[0]) / 2, (one[1] + two[1]) / 2, (one[2] + two[2]) / 2];
});

const luma = ({ r, g, b }: Picture, i: number): number =>
  encodeSrgb(Math.min(Math.max(0.2126 * r[i]! + 0.7152 * g[i]! + 0.0722 * b[i]!, 0), 1));
const channels = (p: Picture, i: number): readonly number[] =>
  [p.r, p.g, p.b].map((plane) => encodeSrgb(Math.min(Math.max(plane[i]!, 0), 1)));
const colour = (p: Picture, i: number): readonly number[] => {
  const [r, g, b] = channels(p, i) as [number, number, number];
  return [r - g, b - g];
};

/** Pixels at least 4 away from the patches' edges. */
const isPlain = (i: number): boolean => {
  const [x, y] = [(i % width) % 96, Math.floor(i / width) % 64];
  return x >= 4 && x < 91 && y >= 4 && y < 60;
};

/** Mean square of what two pictures differ by in some figures. */
function apart(one: Picture, two: Picture, of: (p: Picture, i: number) => readonly number[], where = isPlain): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < one.r.length; i++) {
    if (!where(i)) continue;
    const other = of(two, i);
    of(one, i).forEach((x, k) => {
      sum += (x - other[k]!) ** 2;
      count++;
    });
  }
  return sum / count;
}

const everywhere = (): boolean => true;
const decibels = (meanSquare: number): number => -10 * Math.log10(meanSquare);

describe('noise reduction', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  const develop = (p: Picture, settings: Values): Promise<Picture> => new Negative(p).linear(executor, settings);

  it.each([0.02, 0.035, 0.05])('at 50 gains 6 dB in plain areas under luminance noise of %d', async (deviation) => {
    const source = noisy(patches, deviation, 0);
    const out = await develop(source, { luminanceNoiseReduction: 50 });
    const plain = (p: Picture, i: number): readonly number[] => [luma(p, i)];
    expect(decibels(apart(out, patches, plain)) - decibels(apart(source, patches, plain))).toBeGreaterThan(6);
    // What it takes off an edge's contrast: the slope of the result over the truth, over the pixels of the edges.
    let [product, square] = [0, 0];
    for (let y = 4; y < 60; y++) {
      for (const x of [95, 191, 287]) {
        const [left, right] = [y * width + x - 1, y * width + x + 1];
        const truth = luma(patches, right) - luma(patches, left);
        product += (luma(out, right) - luma(out, left)) * truth;
        square += truth ** 2;
      }
    }
    expect(product / square).toBeGreaterThan(0.95);
    expect(product / square).toBeLessThan(1.05);
  });

  it.each([0.02, 0.05])('at 50 removes 70 % of colour noise of %d', async (deviation) => {
    const source = noisy(patches, 0, deviation);
    const out = await develop(source, { colorNoiseReduction: 50 });
    expect(Math.sqrt(apart(out, patches, colour) / apart(source, patches, colour))).toBeLessThan(0.3);
    // Luma of encoded values mixes a little of it in; it must not grow.
    const light = (p: Picture, i: number): readonly number[] => [luma(p, i)];
    expect(apart(out, patches, light)).toBeLessThan(apart(source, patches, light));
  });

  it('lets no colour over an edge between equally light colours', async () => {
    const [red, blue] = [hueColour(10, 0.5, 0.4), hueColour(225, 0.5, 0.52)];
    const clean = picture(128, 64, (x) => (x < 64 ? red : blue));
    const source = noisy(clean, 0, 0.03);
    for (const colorNoiseReduction of [25, 50]) {
      const out = await develop(source, { colorNoiseReduction });
      const mean = (x: number): number => {
        let sum = 0;
        for (let y = 8; y < 56; y++) sum += colour(out, y * 128 + x)[0]! / 48;
        return sum;
      };
      const [left, right] = [mean(20), mean(108)];
      expect(mean(61) - right).toBeGreaterThan(0.95 * (left - right));
      expect(left - mean(66)).toBeGreaterThan(0.95 * (left - right));
    }
  });

  it('hardly touches a clean picture', async () => {
    for (const settings of [{ luminanceNoiseReduction: 25 }, { colorNoiseReduction: 25 }]) {
      expect(decibels(apart(await develop(patches, settings), patches, channels, everywhere))).toBeGreaterThan(45);
    }
  });

  it('removes the more the higher its amount', async () => {
    const source = noisy(patches, 0.03, 0.03);
    const negative = new Negative(source);
    for (const tool of ['luminanceNoiseReduction', 'colorNoiseReduction']) {
      let before = Infinity;
      for (const amount of [0, 10, 25, 45, 70]) {
        const out = await negative.linear(executor, { [tool]: amount });
        const left = apart(out, patches, tool.startsWith('color') ? colour : (p, i) => [luma(p, i)]);
        expect(left, `${tool} ${amount}`).toBeLessThan(before);
        before = left;
      }
    }
  });

  it('measures noise as strong as it is', () => {
    for (const deviation of [0.01, 0.02, 0.05]) {
      const { luma: seen } = new Negative(
        noisy(
          picture(300, 300, () => grey(0.5)),
          deviation,
          0,
        ),
      ).analysis.noise();
      expect(Math.abs(seen.zones[1]! / deviation - 1)).toBeLessThan(0.15);
    }
  });
});

describe('sharpening', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  const row = (p: Picture): number[] => Array.from({ length: p.width }, (_, x) => luma(p, 20 * p.width + x));

  it('keeps every hue', async () => {
    const edges = picture(96, 48, (x) => hueColour(200, 0.5, Math.floor(x / 8) % 2 === 0 ? 0.2 : 0.35));
    const area: Area = [8, 8, 80, 32];
    const negative = new Negative(edges);
    const sharp = await negative.linear(executor, { sharpness: 150, sharpenDetail: 100 });
    const hue = hueNear(200)(area);
    expect(Math.abs(hue(sharp) - hue(await negative.linear(executor, {})))).toBeLessThan(0.2);
  });

  it('overshoots at Detail 0 by less than 5 % of an edge, whatever the amount and radius', async () => {
    const negative = new Negative(softEdge(96, 48));
    const plain = row(await negative.linear(executor, {}));
    const [low, high] = [Math.min(...plain), Math.max(...plain)];
    for (const sharpenRadius of [0.5, 1, 3]) {
      const out = row(await negative.linear(executor, { sharpness: 150, sharpenRadius, sharpenDetail: 0 }));
      const over = Math.max(Math.max(...out) - high, low - Math.min(...out));
      expect(over / (high - low), `radius ${sharpenRadius}`).toBeLessThan(0.05);
    }
  });

  it('hardly raises the noise of a plain area at its default for raw photos', async () => {
    const negative = new Negative(
      noisy(
        picture(160, 120, () => grey(0.5)),
        0.02,
        0,
      ),
    );
    const noise = deviationOf([8, 8, 144, 104]);
    const before = noise(await negative.linear(executor, {}));
    const after = noise(await negative.linear(executor, { sharpness: 40 }));
    expect(after / before).toBeLessThan(1.25);
  });

  it('is left out where a level is too small to show it', () => {
    const negative = new Negative(picture(1024, 16, () => grey(0.5)));
    const stages = (settings: Values, longEdgeMaxPixels: number): number =>
      negative.program(settings, 'u8', { longEdgeMaxPixels }).stages.length;
    expect(stages({ sharpness: 80 }, 256)).toBe(stages({}, 256));
    expect(stages({ sharpness: 80 }, 512)).toBeGreaterThan(stages({}, 512));
    expect(stages({ luminanceNoiseReduction: 80 }, 64)).toBe(stages({}, 64));
  });
});

describe('corrections', () => {
  let executor: Executor;
  beforeAll(async () => {
    executor = await Executor.open({ workers: 2 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  const [left, right]: readonly [Area, Area] = [
    [8, 8, 60, 100],
    [112, 8, 60, 100],
  ];
  const source = new Negative(
    noisy(
      picture(180, 120, () => grey(0.5)),
      0.03,
      0,
    ),
  );
  const corrected = (negative: Negative, settings: Values, correction: Correction): Promise<Picture> =>
    negative.linear(executor, settings, { edit: { corrections: [correction] } });

  it('reduce noise inside their mask alone, as much as the slider of the whole photo', async () => {
    const local = await corrected(source, {}, correctionOf({ localNoise: 50 }, [leftHalf]));
    const global = await source.linear(executor, { luminanceNoiseReduction: 50 });
    const plain = await source.linear(executor, {});
    expect(deviationOf(left)(local)).toBeCloseTo(deviationOf(left)(global), 5);
    expect(deviationOf(right)(local)).toBeCloseTo(deviationOf(right)(plain), 5);
  });

  it('spare from noise reduction with a negative amount', async () => {
    const spared = await corrected(
      source,
      { luminanceNoiseReduction: 50 },
      correctionOf({ localNoise: -50 }, [leftHalf]),
    );
    const plain = await source.linear(executor, {});
    expect(deviationOf(left)(spared)).toBeCloseTo(deviationOf(left)(plain), 5);
    expect(deviationOf(right)(spared)).toBeLessThan(0.6 * deviationOf(right)(plain));
  });

  it('sharpen, soften and blur inside their mask', async () => {
    const stripes = new Negative(picture(180, 120, (x) => grey(0.5 + 0.05 * Math.sin(x))));
    const at = async (localSharpness: number): Promise<readonly [number, number]> => {
      const out = await corrected(stripes, { sharpness: 40 }, correctionOf({ localSharpness }, [leftHalf]));
      return [deviationOf(left)(out), deviationOf(right)(out)];
    };
    const found = [];
    for (const amount of [-100, -60, -20, 40, 100]) found.push(await at(amount));
    for (let i = 1; i < found.length; i++) {
      expect(found[i]![0]).toBeGreaterThan(1.01 * found[i - 1]![0]);
      expect(found[i]![1]).toBeCloseTo(found[0]![1], 5);
    }
  });

  it('take seams of every hue away, or spare them', async () => {
    const negative = new Negative(seams);
    const [green, purple]: readonly [Area, Area] = [
      [60, 10, 2, 100],
      [120, 10, 2, 100],
    ];
    const global = await negative.linear(executor, { defringePurpleAmount: 10, defringeGreenAmount: 10 });
    const plain = await negative.linear(executor, {});
    const removed = await corrected(negative, {}, correctionOf({ localDefringe: 100 }));
    for (const seam of [green, purple]) expect(chromaOf(seam)(removed)).toBeLessThan(0.4 * chromaOf(seam)(plain));
    const spared = await corrected(
      negative,
      { defringePurpleAmount: 10, defringeGreenAmount: 10 },
      correctionOf({ localDefringe: -100 }, [leftHalf]),
    );
    expect(chromaOf(green)(spared)).toBeCloseTo(chromaOf(green)(plain), 5);
    expect(chromaOf(purple)(spared)).toBeCloseTo(chromaOf(purple)(global), 5);
  });

  it('take moiré away and leave coloured stripes of the subject', async () => {
    // Colour waves on even light, and stripes whose colour goes with their light.
    const moire = new Negative(
      picture(180, 120, (x) => {
        const wave = 0.08 * Math.sin(x / 1.6);
        return [0.3 + wave, 0.3 - 0.3 * wave, 0.3 - wave];
      }),
    );
    const striped = new Negative(
      picture(180, 120, (x) => (Math.floor(x / 5) % 2 === 0 ? [0.5, 0.2, 0.2] : [0.2, 0.14, 0.13])),
    );
    const inner: Area = [30, 30, 120, 60];
    const share = async (negative: Negative): Promise<number> => {
      const spread = (p: Picture): number => Math.sqrt(spreadOf(p, inner));
      const out = await corrected(negative, {}, correctionOf({ localMoire: 100 }));
      return spread(out) / spread(await negative.linear(executor, {}));
    };
    expect(await share(moire)).toBeLessThan(0.35);
    expect(await share(striped)).toBeGreaterThan(0.9);
  });

  /** Variance of encoded red against green. */
  function spreadOf(p: Picture, [x0, y0, columns, rows]: Area): number {
    const values: number[] = [];
    for (let y = y0; y < y0 + rows; y++) {
      for (let x = x0; x < x0 + columns; x++) values.push(colour(p, y * p.width + x)[0]!);
    }
    const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
    return values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length;
  }
});

describe('defringe', () => {
  it('leaves violets and leaves alone', async () => {
    await using executor = await Executor.open({ workers: 1 });
    // Objects of the windows' hues, with edges against black and white.
    const objects = new Negative(
      picture(180, 120, (x) => {
        const bar = Math.floor(x / 30);
        if (bar % 3 === 0) return hueColour(bar === 0 ? 270 : 120, 0.6, 0.4);
        return grey(bar % 3 === 1 ? 0.9 : 0.1);
      }),
    );
    const settings = { defringePurpleAmount: 20, defringeGreenAmount: 20 };
    const [out, plain] = [await objects.linear(executor, settings), await objects.linear(executor, {})];
    for (const inner of [
      [0, 10, 24, 100],
      [96, 10, 18, 100],
    ] as const satisfies readonly Area[]) {
      expect(chromaOf(inner)(out)).toBeGreaterThan(0.97 * chromaOf(inner)(plain));
      expect(meanOf(inner)(out)).toBeCloseTo(meanOf(inner)(plain), 2);
    }
  });
});

describe('strips', () => {
  it('change no byte of sharpening, noise reduction, defringing and moiré together', async () => {
    const negative = new Negative(noisy(patches, 0.03, 0.03));
    const settings = {
      sharpness: 90, sharpenRadius: 2, sharpenMasking: 40, luminanceNoiseReduction: 60, colorNoiseReduction: 60,
      defringePurpleAmount: 8, defringeGreenAmount: 8,
    } as const; // prettier-ignore
    const edit = {
      corrections: [
        correctionOf({ localSharpness: -60, localNoise: 30, localMoire: 80, localDefringe: 40 }, [leftHalf]),
      ],
    };
    const pictures: Uint8Array[] = [];
    for (const options of [{ workers: 1, stripRows: height }, { workers: 2, stripRows: 7 }, { workers: 2 }]) {
      await using executor = await Executor.open(options);
      pictures.push(await negative.codes(executor, settings, { edit }));
    }
    expect(Buffer.compare(pictures[0]!, pictures[1]!)).toBe(0);
    expect(Buffer.compare(pictures[0]!, pictures[2]!)).toBe(0);
  });
});
