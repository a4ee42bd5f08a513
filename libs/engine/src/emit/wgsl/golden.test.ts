import { emptyRecipe, type SettingValue } from '@safelight/core';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analysis.ts';
import { compile } from '../../compile/compile.ts';
import { sRgb } from '../../../tests/support/profile.ts';
import { GraphBuilder } from '../../graph/graph.ts';
import { emitWgsl } from './kernel.ts';
import { emitLoader } from './loader.ts';
import { emitReduceAcross, emitReduceDown } from './reduce.ts';
import { emitResampler } from './resampler.ts';

/** What is written is reviewed when it changes: `vitest -u`, then read the difference. */
const golden = (text: string, name: string) => expect(text).toMatchFileSnapshot(`./golden/${name}.wgsl`);

/** The kernel of a recipe as the engine compiles it, on a grey picture. */
function kernelsOf(settings: Record<string, SettingValue>) {
  const grey = new Float32Array(64).fill(0.2);
  const program = compile(
    { ...emptyRecipe, settings },
    {
      width: 8,
      height: 8,
      longEdgeMaxPixels: null,
      kind: 'rendered',
      sourceProfile: sRgb,
      outputProfile: sRgb,
      analysis: analyse({ width: 8, height: 8, r: grey, g: grey, b: grey }, sRgb),
      output: 'u8',
    },
  );
  return program.stages.map(({ graph }, i) =>
    emitWgsl(graph, i === program.stages.length - 1 ? 'rgb8' : 'stage', (name) => Object.hasOwn(program.planes, name)),
  );
}

describe('The text of WGSL kernels', () => {
  it('is as reviewed for a blur with a table, a canonical plane and noise bound to the pixel', async () => {
    const g = new GraphBuilder();
    const blur = g.add(g.input('source.g', -1, 0), g.input('source.g', 1, 2));
    const seed = g.imul(g.ixor(g.column(), g.row()), g.int(-5));
    const noise = g.mul(g.toF(g.ishr(seed, 8)), g.constant(2 ** -24));
    g.output('blurred', g.add(g.table('curve', g.mul(blur, g.param('amount'))), noise));
    g.output('base', g.max(g.input('base.a'), g.constant(-0.1)));
    await golden(emitWgsl(g.build(), 'stage', (name) => name === 'base.a').code, 'stage');
  });

  it('is as reviewed for rare work behind a branch, stored as 16-bit pixels', async () => {
    const g = new GraphBuilder();
    const [x, y] = [g.finite(g.input('source.r')), g.input('source.g')];
    const rare = g.lt(x, g.constant(0));
    const work = g.exp2(g.sin(g.cbrt(g.log2(x))));
    g.output('r', g.select(rare, work, x));
    g.output('g', g.select(rare, g.cos(work), y));
    g.output('b', g.min(y, g.constant(Infinity)));
    await golden(emitWgsl(g.build(), 'rgb16').code, 'branch');
  });

  it('is as reviewed for exposure and contrast', async () => {
    const kernels = kernelsOf({ exposure: 0.5, contrast: 20 });
    expect(kernels).toHaveLength(1);
    await golden(kernels[0]!.code, 'exposure-contrast');
  });

  it('is as reviewed for the structural kernels', async () => {
    await golden(emitLoader('coded8').code, 'load-coded8');
    await golden(emitReduceAcross('coded16').code, 'reduce-across-coded16');
    await golden(emitReduceDown().code, 'reduce-down');
    await golden(emitResampler('affine').code, 'resample-affine');
    await golden(emitResampler('lateral').code, 'resample-lateral');
  });

  it('binds no more buffers than an adapter of the compatibility level offers', () => {
    for (const settings of [
      { clarity: 30, dehaze: 20, texture: 40, grainAmount: 30, shadows: 20 },
      { sharpness: 80 },
    ]) {
      for (const { bindings } of kernelsOf(settings)) {
        expect(bindings.filter(({ kind }) => kind !== 'uniform').length).toBeLessThanOrEqual(4);
      }
    }
  });
});
