/**
 * Correlated colour temperature and tint ↔ chromaticity. The locus is Krystek's rational fit of the Planckian one
 * (1985, CIE 1960 uv); tint is 3000 · Duv, positive above the locus (a greener light, so a picture corrected for it
 * turns toward magenta).
 */
type Triple = readonly [number, number, number];

/** A light by its correlated colour temperature. */
export interface WhitePoint {
  /** Kelvin, 1500..60000. */
  readonly temperature: number;
  /** 3000 · Duv. */
  readonly tint: number;
}

type Uv = readonly [u: number, v: number];

function locus(t: number): Uv {
  const u = (0.860117757 + 1.54118254e-4 * t + 1.28641212e-7 * t * t) / (1 + 8.42420235e-4 * t + 7.08145163e-7 * t * t);
  const v = (0.317398726 + 4.22806245e-5 * t + 4.20481691e-8 * t * t) / (1 - 2.89741816e-5 * t + 1.61456053e-7 * t * t);
  return [u, v];
}

/** Unit normal of the locus, toward green, from a step of 0.1 mired. */
function normal(mired: number): Uv {
  const [u0, v0] = locus(1e6 / (mired - 0.05));
  const [u1, v1] = locus(1e6 / (mired + 0.05));
  const [du, dv] = [u1 - u0, v1 - v0];
  const length = Math.hypot(du, dv);
  return [-dv / length, du / length];
}

const toXyz = ([u, v]: Uv): Triple => {
  const scale = 2 * u - 8 * v + 4;
  const [x, y] = [(3 * u) / scale, (2 * v) / scale];
  return [x / y, 1, (1 - x - y) / y];
};

const toUv = ([x, y, z]: Triple): Uv => [(4 * x) / (x + 15 * y + 3 * z), (6 * y) / (x + 15 * y + 3 * z)];

/** XYZ with Y = 1 of the light. */
export function whiteXyz({ temperature, tint }: WhitePoint): Triple {
  const mired = 1e6 / temperature;
  const [u, v] = locus(temperature);
  const [nu, nv] = normal(mired);
  return toXyz([u + (nu * tint) / 3000, v + (nv * tint) / 3000]);
}

/** Temperature and tint of a light: the foot of the perpendicular on the locus, found by bisection in mired. */
export function whitePointOf(xyz: Triple): WhitePoint {
  const [u, v] = toUv(xyz);
  // Signed distance along the locus from its point at `mired`; falls through 0 at the foot.
  const along = (mired: number): number => {
    const [lu, lv] = locus(1e6 / mired);
    const [nu, nv] = normal(mired);
    return (u - lu) * nv - (v - lv) * nu;
  };
  let [low, high] = [1e6 / 60_000, 1e6 / 1_500];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (along(middle) > 0) low = middle;
    else high = middle;
  }
  const mired = (low + high) / 2;
  const [lu, lv] = locus(1e6 / mired);
  const [nu, nv] = normal(mired);
  return { temperature: 1e6 / mired, tint: 3000 * ((u - lu) * nu + (v - lv) * nv) };
}
