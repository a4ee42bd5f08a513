import { Fault, type Rgb8Image } from '@safelight/core';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cropped, crushed, exposed, grey, lifted, make, photo, saturated, warmed, evaluate } from './pictures.ts';

let wren: Rgb8Image;
let portrait: Rgb8Image;

beforeAll(async () => {
  wren = await photo('wren.jpg', 256);
  portrait = await photo('portrait-astronaut.png', 256);
});

const namesOf = (instruction: string, before: Rgb8Image, after: Rgb8Image = before): string[] =>
  evaluate(before, after, instruction).metrics.map(({ name }) => name);

describe('an evaluation', () => {
  it('has weights that sum to 1 on each axis and scores that are the weighted means', () => {
    const { metrics, scores } = evaluate(
      wren,
      warmed(wren, 0.1),
      'warm, dreamy golden hour, keep detail in the shadows',
    );
    for (const axis of ['aesthetic', 'instruction'] as const) {
      const own = metrics.filter((metric) => metric.axis === axis);
      expect(own.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
      expect(1 + 0.4 * own.reduce((sum, { weight, value }) => sum + weight * value, 0)).toBeCloseTo(scores[axis], 3);
      for (const { evidence } of own) expect(evidence).toMatch(/\d/);
    }
  });

  it('is the same every time', () => {
    const run = (): unknown => evaluate(wren, warmed(wren, 0.2), 'a bit warmer, airy');
    expect(run()).toEqual(run());
  });

  it('keeps scores within 1..5 and metrics within 0..10 whatever the two pictures are', () => {
    const picture = fc
      .tuple(
        fc.integer({ min: 1, max: 24 }),
        fc.integer({ min: 1, max: 24 }),
        fc.uint8Array({ minLength: 3, maxLength: 60 }),
      )
      .map(([width, height, bytes]) =>
        make(
          width,
          height,
          (x, y) => [0, 1, 2].map((c) => bytes[(3 * (x + y * width) + c) % bytes.length]!) as [number, number, number],
        ),
      );
    const sentence = fc.constantFrom(
      'warmer, keep skin natural',
      'black and white, more contrast',
      'natural look',
      '电影感，别太黄，保留天空细节',
      'teal and orange, grainy, vignette',
      '+0.7 EV, contrast 20',
    );
    fc.assert(
      fc.property(picture, picture, sentence, (before, after, instruction) => {
        const { scores, metrics, confidence } = evaluate(before, after, instruction);
        for (const score of Object.values(scores)) expect(score >= 1 && score <= 5).toBe(true);
        for (const { value, weight } of metrics) expect(value >= 0 && value <= 10 && weight > 0).toBe(true);
        expect(confidence >= 0 && confidence <= 1).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('asks one question for each wish, constraint and correction', () => {
    expect(namesOf('warmer, keep detail in the shadows', wren)).toEqual(
      expect.arrayContaining(['warmer', 'keeps shadow detail']),
    );
    expect(namesOf('fix the white balance', wren)).toContain('neutral greys');
    expect(namesOf('less contrast', wren)).not.toContain('warmer');
  });

  it('looks at skin only where skin-like colours are', () => {
    const green = make(64, 64, (x, y) => [20 + x, 90 + y, 30]);
    expect(namesOf('brighter', portrait)).toContain('skin-like colours');
    expect(namesOf('brighter', green)).not.toContain('skin-like colours');
  });

  it('does not judge black and white by colour', () => {
    const names = namesOf('black and white', portrait, grey(portrait));
    for (const colour of ['colour balance', 'saturation', 'skin-like colours']) expect(names).not.toContain(colour);
    const { scores } = evaluate(portrait, grey(portrait), 'black and white');
    const unasked = evaluate(portrait, grey(portrait), 'brighter');
    expect(scores.aesthetic).toBeGreaterThan(unasked.scores.aesthetic + 0.5);
    expect(scores.instruction).toBeGreaterThan(evaluate(portrait, portrait, 'black and white').scores.instruction + 1);
  });

  it('charges for a broken constraint', () => {
    const dark = crushed(warmed(wren, 0.1), 50);
    const kept = warmed(wren, 0.1);
    const score = (after: Rgb8Image): number =>
      evaluate(wren, after, 'warmer, keep detail in the shadows').scores.instruction;
    expect(score(kept)).toBeGreaterThan(score(dark) + 0.5);
    const bright = (after: Rgb8Image): number =>
      evaluate(wren, after, 'brighter, keep the highlights').scores.instruction;
    expect(bright(exposed(wren, 0.5))).toBeGreaterThan(bright(exposed(wren, 1.6)));
  });

  it('gives little for keeping everything by doing nothing', () => {
    const { scores } = evaluate(wren, wren, 'warmer, keep detail in the shadows, keep skin natural');
    expect(scores.instruction).toBeLessThan(2);
  });

  it('compares pictures of different size and crop', async () => {
    const large = await photo('wren.jpg', 900);
    const same = evaluate(wren, warmed(large, 0.08), 'warmer').scores;
    const cut = evaluate(large, cropped(warmed(large, 0.08)), 'warmer').scores;
    expect(Math.abs(same.instruction - evaluate(wren, warmed(wren, 0.08), 'warmer').scores.instruction)).toBeLessThan(
      0.3,
    );
    expect(cut.instruction).toBeGreaterThan(1);
  });

  it('does not take another picture for an edit, however warm it is', () => {
    const other = evaluate(wren, portrait, 'warmer');
    expect(other.scores.instruction).toBeLessThan(evaluate(wren, warmed(wren, 0.1), 'warmer').scores.instruction - 1);
    expect(other.metrics.map(({ name }) => name)).toContain('same picture');
    expect(other.confidence).toBeLessThan(1);
    expect(other.rationale).toContain('laid over');
  });

  it('reads exact settings as wishes that the picture must show', () => {
    const score = (after: Rgb8Image): number => evaluate(wren, after, '+0.7 EV').scores.instruction;
    expect(score(exposed(wren, 0.7))).toBeGreaterThan(score(wren) + 1);
    expect(score(exposed(wren, -0.7))).toBeLessThan(score(wren));
  });

  it('knows matte from crushed blacks', () => {
    const score = (after: Rgb8Image): number => evaluate(wren, after, 'faded blacks').scores.instruction;
    expect(score(lifted(wren, 25))).toBeGreaterThan(score(wren) + 0.5);
    expect(score(crushed(wren, 25))).toBeLessThanOrEqual(score(wren));
  });
});

describe('what is said about it', () => {
  it('explains itself in the language of the instruction, in two to four sentences', () => {
    const english = evaluate(wren, saturated(wren, 3), 'a bit warmer').rationale;
    expect(english).toMatch(/^The edit follows/);
    expect(english.match(/[.:] [A-Z]|\.$/g)!.length).toBeLessThanOrEqual(4);
    const chinese = evaluate(wren, saturated(wren, 3), '暖一点').rationale;
    expect(chinese).toMatch(/^修图/);
    const sentences = chinese.split('。').filter((part) => part !== '').length;
    expect(sentences).toBeGreaterThanOrEqual(2);
    expect(sentences).toBeLessThanOrEqual(4);
  });

  it('is less confident when a part of the instruction is out of its reach', () => {
    const all = evaluate(wren, wren, 'warmer').confidence;
    const part = evaluate(wren, wren, 'warmer, and add a dog in the corner');
    expect(all).toBe(1);
    expect(part.confidence).toBeLessThan(0.7);
    expect(part.rationale).toContain('dog');
  });

  it.each(['add a dog', 'xyzzy plugh'])('refuses to guess when nothing of “%s” can be measured', (instruction) => {
    expect(() => evaluate(wren, wren, instruction)).toThrow(Fault);
    try {
      evaluate(wren, wren, instruction);
    } catch (thrown) {
      expect((thrown as Fault).code).toBe('instruction.notDevelopWork');
    }
  });
});
