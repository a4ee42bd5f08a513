import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { brisqueCases } from '../../tests/brisque/cases.ts';
import { make } from '../../tests/pictures.ts';
import { brisque } from './brisque.ts';
import { gamma } from './gamma.ts';

describe('BRISQUE', () => {
  it("gives OpenCV's scores for photographs, clean and distorted", async () => {
    const text = await readFile(new URL('../../tests/brisque/reference.json', import.meta.url), 'utf8');
    const reference = JSON.parse(text) as Readonly<Record<string, number>>;
    const cases = await brisqueCases();
    expect(cases.map(([name]) => name).sort()).toEqual(Object.keys(reference).sort());
    // Clipped areas are exactly flat: there the reference counts roundings (see features.ts).
    for (const [name, picture] of cases) expect(Math.abs(brisque(picture)! - reference[name]!), name).toBeLessThan(0.2);
  });

  it('says nothing of a picture without texture or too small for its second scale', () => {
    expect(brisque(make(64, 64, () => [90, 90, 90]))).toBeNull();
    expect(brisque(make(12, 300, (x, y) => [x * 9, y % 250, 40]))).toBeNull();
  });
});

describe('the gamma function', () => {
  it.each([
    [0.1, 9.51350769866873],
    [0.5, Math.sqrt(Math.PI)],
    [1, 1],
    [5, 24],
    [15, 87_178_291_200],
  ])('of %f is right to twelve digits', (x, value) => {
    expect(gamma(x) / value).toBeCloseTo(1, 12);
  });
});
