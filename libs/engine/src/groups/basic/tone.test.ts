import { describe, expect, it } from 'vitest';
import { Settings } from '../../compile/settings.ts';
import { regionGain } from './regions.ts';
import { toneGain } from './tone.ts';
import { balanceMatrix, nominalWhite, relativeWhite } from './white-balance.ts';
import { apply3, identity3, invert3 } from '../../colour/matrix.ts';
import { luminanceOf } from '../../colour/spaces.ts';

const ends = [-100, 0, 100];

describe('tone', () => {
  it('never turns tones over at any corner of contrast, whites and blacks', () => {
    for (const contrast of ends) {
      for (const whites of ends) {
        for (const blacks of ends) {
          const settings = new Settings({ settings: { contrast, whites, blacks } }, 'rendered');
          let before = -Infinity;
          for (let level = -10.9; level < 3; level += 0.01) {
            // Luminance as the kernel has it: the level carries a small floor.
            const shown = Math.log2(2 ** level - 2 ** -11) + toneGain(settings, level);
            expect(shown).toBeGreaterThan(before);
            before = shown;
          }
        }
      }
    }
  });

  it('keeps a slope of a quarter in the base at every corner of highlights and shadows', () => {
    for (const highlights of [-1, 0, 1]) {
      for (const shadows of [-1, 0, 1]) {
        for (let base = -12; base < 4; base += 0.01) {
          const slope =
            1 + (regionGain(highlights, shadows, base + 0.01) - regionGain(highlights, shadows, base)) / 0.01;
          expect(slope).toBeGreaterThan(0.25);
        }
      }
    }
  });

  it('leaves mid grey to contrast, whites and the regions', () => {
    const mid = Math.log2(0.18 + 2 ** -11);
    for (const tool of ['contrast', 'whites']) {
      expect(Math.abs(toneGain(new Settings({ settings: { [tool]: 100 } }, 'rendered'), mid))).toBeLessThan(0.01);
    }
    expect(Math.abs(regionGain(0, 1, Math.log2(0.18)))).toBeLessThan(1e-6);
  });
});

describe('white balance', () => {
  it('is the identity at the nominal light', () => {
    expect(balanceMatrix(nominalWhite, nominalWhite)).toEqual(identity3);
    expect(balanceMatrix(relativeWhite(0, 0), nominalWhite)).toEqual(identity3);
  });

  it('keeps the luminance of a neutral', () => {
    for (const [warm, tint] of [
      [1, 0],
      [-1, 0.5],
      [0.3, -1],
    ] as const) {
      expect(luminanceOf(apply3(balanceMatrix(relativeWhite(warm, tint), nominalWhite), [0.4, 0.4, 0.4]))).toBeCloseTo(
        0.4,
        9,
      );
    }
  });

  it('renders the light that it assumes neutral', () => {
    // A grey under a warm light, seen in the working space, is what the opposite adaptation makes of a grey.
    const light = { temperature: 4200, tint: 4 };
    const seen = apply3(invert3(balanceMatrix(light, nominalWhite)), [0.5, 0.5, 0.5]);
    const [r, g, b] = apply3(balanceMatrix(light, nominalWhite), seen);
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThan(1e-4);
    expect(seen[0]).toBeGreaterThan(seen[2]);
  });
});
