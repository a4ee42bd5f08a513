/** The eight hue bands that the HSL mixer and the black-and-white mixer share. */

/** Band names as tools spell them, and centres in degrees of the HSV hue of linear ProPhoto. */
export const bands = ['Red', 'Orange', 'Yellow', 'Green', 'Aqua', 'Blue', 'Purple', 'Magenta'] as const;
export const centres: readonly number[] = [0, 30, 60, 120, 180, 240, 275, 315];

/** Samples of a table over the hue circle; the last one repeats the first. */
export const hueTableLength = 721;

/**
 * Weights of the bands at a hue in degrees: raised cosines between neighbouring centres. They sum to 1, and at most
 * two are not 0.
 */
export function bandWeights(hue: number): number[] {
  const turned = ((hue % 360) + 360) % 360;
  const weights: number[] = bands.map(() => 0);
  let i = bands.length - 1;
  while (turned < centres[i]!) i--;
  const next = (i + 1) % bands.length;
  const end = next === 0 ? 360 : centres[next]!;
  const share = 0.5 - 0.5 * Math.cos((Math.PI * (turned - centres[i]!)) / (end - centres[i]!));
  weights[i] = 1 - share;
  weights[next] = share;
  return weights;
}

/** Table over the hue circle of Σ weight · value. */
export function hueTable(values: readonly number[]): Float32Array {
  return Float32Array.from({ length: hueTableLength }, (_, i) =>
    bandWeights((360 * i) / (hueTableLength - 1)).reduce((sum, weight, band) => sum + weight * values[band]!, 0),
  );
}
