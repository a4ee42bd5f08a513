/**
 * A tool of a mirrored picture is the mirrored tool, and a tool of a crop is the crop of the tool. Held by 16-bit codes,
 * which carry no dither.
 */
import { findTool } from '@safelight/catalogue';
import type { SettingValue } from '@safelight/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cropTools } from '../src/groups/crop/frame.ts';
import { Executor } from '../src/run/executor.ts';
import { renderedTools } from '../src/support.ts';
import { companionsOf, endsOf } from './support/companions.ts';
import { Negative, type Values } from './support/develop.ts';
import { partsOf } from './support/parts.ts';
import { deadLeaves, picture, type Picture } from './support/picture.ts';

const [width, height] = [192, 128];
const scene = deadLeaves(width, height, 250);
/** One code of 255. */
const code = 257;

type Axis = 'across' | 'down';

function mirrored(source: Picture, axis: Axis): Picture {
  return picture(source.width, source.height, (x, y) => {
    const at = axis === 'across' ? y * width + width - 1 - x : (height - 1 - y) * width + x;
    return [source.r[at]!, source.g[at]!, source.b[at]!];
  });
}

/** Tools whose value names a side of the picture: what the mirrored picture needs for the same. */
const negated: Readonly<Record<Axis, readonly string[]>> = {
  across: ['perspectiveHorizontal', 'perspectiveX', 'perspectiveRotate', 'cropAngle'],
  down: ['perspectiveVertical', 'perspectiveY', 'perspectiveRotate', 'cropAngle'],
};
const opposite: Readonly<Record<Axis, readonly [string, string]>> = {
  across: ['cropLeft', 'cropRight'],
  down: ['cropTop', 'cropBottom'],
};

function mirroredSettings(settings: Values, axis: Axis): Values {
  const [near, far] = opposite[axis];
  const edges = settings['hasCrop'] === true ? { [near]: 0, [far]: 1 } : {};
  return Object.fromEntries(
    Object.entries({ ...edges, ...settings }).map(([tool, value]): [string, SettingValue] => {
      if (negated[axis].includes(tool)) return [tool, -(value as number)];
      if (tool === near) return [far, 1 - (value as number)];
      if (tool === far) return [near, 1 - (value as number)];
      if (tool !== 'uprightGuides') return [tool, value];
      const first = axis === 'across' ? 0 : 1;
      const guides = value as readonly (readonly number[])[];
      return [tool, guides.map((guide) => guide.map((at, i) => (i % 2 === first ? 1 - at : at)))];
    }),
  );
}

/**
 * The pattern of grain lies in the uncropped picture as it is stored, so it is not mirrored with what it lies on. The
 * distance that lens blur goes by is guessed by scans in two directions, which a mirror image turns round.
 */
const isMirrored = (tool: string): boolean => !/^(grain|lensBlur)/.test(tool);
/** How much masking there is hangs on a quantile of sampled gradients, which a mirror image samples elsewhere. */
const codesApart = (tool: string): number => (tool === 'sharpenMasking' ? 2 : 1) * code;
/** Geometry is what a crop is cut from, the vignette follows it. */
const isCropped = (tool: string): boolean =>
  !cropTools.includes(tool) &&
  !tool.startsWith('vignette') &&
  !['constrainCrop', 'upright', 'uprightGuides'].includes(tool);
/**
 * Tools that look at neighbours take the rim of a crop for the rim of the picture, so that no row is computed that is not
 * shown: pixels that differ by that. Raw photos are sharpened by default.
 */
const rimOf = (tool: string): number => {
  const { group, photoKind } = findTool(tool)!;
  return group === 'detail' || tool.startsWith('defringe') || photoKind === 'raw' ? 8 : 0;
};

const globals = renderedTools.filter((tool) => findTool(tool)!.scope === 'global');

describe('each tool of the whole photo', () => {
  let executor: Executor;
  const negative = new Negative(scene);
  const flipped = { across: new Negative(mirrored(scene, 'across')), down: new Negative(mirrored(scene, 'down')) };
  beforeAll(async () => {
    executor = await Executor.open({ workers: 1 });
  });
  afterAll(async () => {
    await executor[Symbol.asyncDispose]();
  });

  /** The tool at both ends, with what it needs to show. */
  const editsOf = (tool: string) =>
    endsOf(tool).map((value) => {
      const edit = partsOf(tool, value);
      const kind = findTool(tool)!.photoKind ?? 'rendered';
      const settings = edit === undefined ? { ...companionsOf(tool), [tool]: value } : companionsOf(tool);
      // The edges of a turned crop are two of its corners; those of its mirror image are the two others.
      if (/^crop(Left|Top|Right|Bottom)$/.test(tool))
        return { settings: { ...settings, cropAngle: 0 }, options: { kind } };
      return { settings, options: edit === undefined ? { kind } : { kind, edit } };
    });

  it.each(globals.filter(isMirrored))('%s is mirrored with the picture', async (tool) => {
    for (const { settings, options } of editsOf(tool)) {
      const plain = await negative.deepCodes(executor, settings, options);
      const shape = negative.program(settings, 'u16', options);
      for (const axis of ['across', 'down'] as const) {
        const turned = await flipped[axis].deepCodes(executor, mirroredSettings(settings, axis), options);
        expect(turned.length).toBe(plain.length);
        let worst = 0;
        for (let at = 0; at < plain.length; at += 3) {
          const [x, y] = [(at / 3) % shape.width, Math.floor(at / 3 / shape.width)];
          const there =
            axis === 'across' ? y * shape.width + shape.width - 1 - x : (shape.height - 1 - y) * shape.width + x;
          for (let k = 0; k < 3; k++) worst = Math.max(worst, Math.abs(plain[at + k]! - turned[3 * there + k]!));
        }
        expect(worst, `${axis}, ${JSON.stringify(settings)}`).toBeLessThanOrEqual(codesApart(tool));
      }
    }
  });

  it.each(globals.filter(isCropped))('%s is cropped with the picture', async (tool) => {
    const [left, top, columns, rows] = [48, 32, 96, 64];
    const crop = { hasCrop: true, cropLeft: 0.25, cropTop: 0.25, cropRight: 0.75, cropBottom: 0.75 };
    for (const { settings, options } of editsOf(tool)) {
      const whole = await negative.deepCodes(executor, settings, options);
      const part = await negative.deepCodes(executor, { ...settings, ...crop }, options);
      expect(part.length).toBe(3 * columns * rows);
      let worst = 0;
      for (let at = 0; at < part.length; at++) {
        const pixel = Math.floor(at / 3);
        const [column, row] = [pixel % columns, Math.floor(pixel / columns)];
        if (Math.min(column, row, columns - 1 - column, rows - 1 - row) < rimOf(tool)) continue;
        const there = (top + Math.floor(pixel / columns)) * width + left + (pixel % columns);
        worst = Math.max(worst, Math.abs(part[at]! - whole[3 * there + (at % 3)]!));
      }
      expect(worst, JSON.stringify(settings)).toBeLessThanOrEqual(code);
    }
  });
});
