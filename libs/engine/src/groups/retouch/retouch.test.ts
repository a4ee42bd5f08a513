import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RetouchArea, SettingValues } from '@safelight/core';
import type { CodedLevel } from '../../run/job.ts';
import { retouchProblems, spotsOf } from './area.ts';
import { retouch } from './retouch.ts';

const [width, height] = [240, 160];
const texture = (x: number, y: number): number =>
  ((Math.imul((x * 73856093) ^ (y * 19349663), 2654435761) >>> 16) % 9) - 4;

function level(code: (x: number, y: number) => number, deep = false): CodedLevel {
  const scale = deep ? 257 : 1;
  const codes = Array.from({ length: width * height * 3 }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return Math.round(code(pixel % width, Math.floor(pixel / width))) * scale;
  });
  return {
    kind: 'coded',
    width,
    height,
    data: deep ? Uint16Array.from(codes) : Uint8Array.from(codes),
    decode: new Float32Array(3 * (deep ? 65536 : 256)),
  };
}

const area = (settings: SettingValues, tool = 'retouchHeal', strokes: readonly SettingValues[] = []): RetouchArea => {
  return { tool, settings, strokes, foreign: [] };
};
/** Repairs a copy. */
function repaired(picture: CodedLevel, areas: readonly RetouchArea[]): CodedLevel {
  const copy = { ...picture, data: picture.data.slice() };
  retouch(copy, spotsOf(areas, picture).spots, () => true);
  return copy;
}
const at = ({ data }: CodedLevel, x: number, y: number): number => data[(y * width + x) * 3]!;

/** A spot of this radius in pixels at a pixel's centre. */
const place = (x: number, y: number, radius: number): SettingValues => {
  return { retouchPosition: [(x + 0.5) / width, (y + 0.5) / height], retouchSize: radius / width };
};
const from = (x: number, y: number): SettingValues => {
  return {
    retouchSourceX: (x + 0.5) / width,
    retouchSourceY: (y + 0.5) / height,
    retouchSourceMode: 'sourceSetExplicitly',
  };
};
const slope = (x: number, y: number): number => 60 + 0.5 * x + 0.25 * y;
const dust = (x: number, y: number): boolean => Math.hypot(x - 120, y - 80) < 9;

describe('healing', () => {
  it.each([false, true])('removes a dust spot from a gradient within two codes (16 bits: %s)', (deep) => {
    const scale = deep ? 257 : 1;
    const result = repaired(
      level((x, y) => slope(x, y) - (dust(x, y) ? 50 : 0), deep),
      [area(place(120, 80, 13))],
    );
    for (let y = 60; y < 100; y++) {
      for (let x = 100; x < 140; x++) expect(Math.abs(at(result, x, y) / scale - slope(x, y))).toBeLessThan(2);
    }
  });

  it('follows a vignette that no single offset matches', () => {
    const light = (x: number, y: number): number => 200 - ((x - 60) ** 2 + (y - 40) ** 2) / 250;
    const result = repaired(
      level((x, y) => (dust(x, y) ? 20 : light(x, y))),
      [area(place(120, 80, 14))],
    );
    for (let y = 64; y < 96; y++) {
      for (let x = 104; x < 136; x++) expect(Math.abs(at(result, x, y) - light(x, y))).toBeLessThan(3);
    }
  });

  it('keeps the texture of its source', () => {
    const result = repaired(
      level((x, y) => slope(x, y) + texture(x, y) - (dust(x, y) ? 50 : 0)),
      [area({ ...place(120, 80, 14), ...from(170, 80) })],
    );
    let [along, own, other] = [0, 0, 0];
    for (let y = 74; y < 86; y++) {
      for (let x = 114; x < 126; x++) {
        const detail = at(result, x, y) - slope(x, y);
        along += detail * texture(x + 50, y);
        own += detail * detail;
        other += texture(x + 50, y) ** 2;
      }
    }
    expect(along / Math.sqrt(own * other)).toBeGreaterThan(0.9);
  });

  it('finds a source that is free of the other spots', () => {
    const spots = [100, 120, 140].flatMap((x) => [60, 80, 100].map((y) => [x, y] as const));
    const isDust = (x: number, y: number): boolean => spots.some(([u, v]) => Math.hypot(x - u, y - v) < 6);
    const areas = spots.map(([x, y]) => area(place(x, y, 8)));
    const result = repaired(
      level((x, y) => slope(x, y) - (isDust(x, y) ? 50 : 0)),
      areas,
    );
    for (const [x, y] of spots) expect(Math.abs(at(result, x, y) - slope(x, y))).toBeLessThan(3);
  });

  it('fills from around when the spot leaves no source in the picture', () => {
    const result = repaired(
      level((x, y) => (dust(x, y) ? 0 : 100)),
      [area({ ...place(120, 80, 0), retouchSize: [0.49, 0.3] })],
    );
    expect(Math.abs(at(result, 120, 80) - 100)).toBeLessThan(4);
  });
});

describe('cloning', () => {
  const noisy = level((x, y) => slope(x, y) + texture(x, y));

  it('copies its source exactly inside the unfeathered core', () => {
    const result = repaired(noisy, [
      area({ ...place(120, 80, 20), ...from(60, 50), retouchFeather: 30 }, 'retouchClone'),
    ]);
    for (let y = 68; y <= 92; y++) {
      for (let x = 108; x <= 132; x++) {
        if (Math.hypot(x - 120, y - 80) < 13.5) expect(at(result, x, y)).toBe(at(noisy, x - 60, y - 30));
      }
    }
  });

  it('at opacity 0 changes nothing, and at 50 goes half of the way', () => {
    const shown = (retouchOpacity: number): CodedLevel =>
      repaired(noisy, [area({ ...place(120, 80, 20), ...from(60, 50), retouchOpacity }, 'retouchClone')]);
    expect(shown(0).data).toEqual(noisy.data);
    const half = (at(noisy, 120, 80) + at(noisy, 60, 50)) / 2;
    expect(Math.abs(at(shown(50), 120, 80) - half)).toBeLessThanOrEqual(1);
  });

  it('reads a source that lies under its own target before it is written', () => {
    const result = repaired(noisy, [area({ ...place(120, 80, 20), ...from(125, 80) }, 'retouchClone')]);
    for (let x = 108; x < 132; x++) expect(at(result, x, 80)).toBe(at(noisy, x + 5, 80));
  });
});

describe('the shape of a spot', () => {
  const marked = level((x) => (x < 120 ? 40 : 200));
  const changed = (settings: SettingValues, strokes: readonly SettingValues[] = []): number => {
    const result = repaired(marked, [area({ ...from(200, 80), ...settings }, 'retouchClone', strokes)]);
    return [...result.data].filter((code, i) => code !== marked.data[i]).length / 3;
  };

  it('grows with its size, along each axis by itself', () => {
    expect(changed(place(60, 80, 20)) / (Math.PI * 400)).toBeCloseTo(1, 1);
    const flat = changed({ ...place(60, 80, 20), retouchSize: [20 / width, 10 / width] });
    expect(flat / (Math.PI * 200)).toBeCloseTo(1, 1);
  });

  it('has a softer edge with feather', () => {
    const soft = repaired(marked, [
      area({ ...place(60, 80, 20), ...from(200, 80), retouchFeather: 100 }, 'retouchClone'),
    ]);
    const hard = repaired(marked, [
      area({ ...place(60, 80, 20), ...from(200, 80), retouchFeather: 0 }, 'retouchClone'),
    ]);
    expect(at(hard, 75, 80)).toBe(200);
    expect(at(soft, 75, 80)).toBeLessThan(80);
    expect(at(soft, 60, 80)).toBeGreaterThan(195);
  });

  it('follows painted strokes', () => {
    const dabs = Array.from({ length: 20 }, (_, i) => [(30 + 3 * i) / width, 0.5]);
    const result = repaired(marked, [
      area({ retouchSourceX: 150 / width, retouchSourceY: 0.5 }, 'retouchClone', [
        { brushRadius: 6 / width, brushDabs: dabs },
      ]),
    ]);
    expect(at(result, 60, 80)).toBe(200);
    expect(at(result, 60, 90)).toBe(40);
  });

  it('takes an explicit source only when it was set, and searches one otherwise', () => {
    const picture = level((x, y) => slope(x, y));
    const shown = (retouchSourceMode: string): number =>
      at(
        repaired(picture, [area({ ...place(60, 80, 6), ...from(200, 20), retouchSourceMode }, 'retouchClone')]),
        60,
        80,
      );
    expect(shown('sourceSetExplicitly')).toBe(Math.round(slope(200, 20)));
    expect(Math.abs(shown('sourceAutoComputed') - slope(60, 80))).toBeLessThan(15);
  });
});

describe('spots that are odd', () => {
  it('outside the picture or without a place are left out with a problem', () => {
    const areas = [
      area(place(-60, 80, 20)),
      area({}),
      area(place(60, 80, 5), 'removeGenerative'),
      area(place(60, 80, 5)),
    ];
    expect(retouchProblems(areas, { width, height }).map(({ area: index }) => index)).toEqual([0, 1, 2]);
    const picture = level(slope);
    expect(repaired(picture, areas.slice(0, 3)).data).toEqual(picture.data);
  });

  it('change only pixels within their own reach and keep to codes, wherever they and their sources lie', () => {
    const picture = level((x, y) => slope(x, y) + texture(x, y));
    const anywhere = fc.double({ min: -0.3, max: 1.3, noNaN: true });
    const spot = fc.record({
      position: fc.tuple(anywhere, anywhere),
      source: fc.option(fc.tuple(anywhere, anywhere)),
      radius: fc.double({ min: 0.001, max: 0.3, noNaN: true }),
      feather: fc.integer({ min: 0, max: 100 }),
      tool: fc.constantFrom('retouchHeal', 'retouchClone'),
    });
    fc.assert(
      fc.property(spot, ({ position, source, radius, feather, tool }) => {
        const settings: SettingValues = {
          retouchPosition: position,
          retouchSize: radius,
          retouchFeather: feather,
          ...(source === null ? {} : { retouchSourceX: source[0], retouchSourceY: source[1] }),
        };
        const { data } = repaired(picture, [area(settings, tool)]);
        data.forEach((code, i) => {
          const [x, y] = [Math.floor(i / 3) % width, Math.floor(i / 3 / width)];
          const distance = Math.hypot(x + 0.5 - position[0] * width, y + 0.5 - position[1] * height);
          if (distance > radius * width + 1.5 && code !== picture.data[i]) throw new Error(`${x} ${y} changed`);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('are repaired in the same way each time', () => {
    const picture = level((x, y) => slope(x, y) + texture(x, y));
    const areas = [area(place(120, 80, 20)), area(place(60, 40, 9))];
    expect(repaired(picture, areas).data).toEqual(repaired(picture, areas).data);
  });
});
