/**
 * WGSL functions that kernels call. A WGSL implementation may assume that there is no NaN and no infinity, so whatever
 * must hold for them is decided on bits. The transcendental ones are the polynomials of `emit/wasm/math.ts`: the
 * language promises far less of its own (sin and cos: 2^-11), and drivers differ.
 */
import { finiteLimit } from '../reference.ts';

export interface WgslFunction {
  readonly text: string;
  readonly needs?: readonly FunctionName[];
}

const sources = {
  isNan: {
    text: `fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}`,
  },
  finite: {
    text: `fn finite(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let magnitude = bits & 0x7fffffffu;
  if (magnitude < 0x7f800000u) {
    return x;
  }
  if (magnitude > 0x7f800000u) {
    return 0f;
  }
  return select(${finiteLimit}f, -${finiteLimit}f, (bits >> 31u) == 1u);
}`,
  },
  // The operands named by the suffix may be NaN; a NaN gives the other one.
  minX: { text: 'fn minX(x: f32, y: f32) -> f32 {\n  return select(min(x, y), y, isNan(x));\n}', needs: ['isNan'] },
  minY: { text: 'fn minY(x: f32, y: f32) -> f32 {\n  return select(min(x, y), x, isNan(y));\n}', needs: ['isNan'] },
  minXY: { text: 'fn minXY(x: f32, y: f32) -> f32 {\n  return select(minX(x, y), x, isNan(y));\n}', needs: ['minX'] },
  maxX: { text: 'fn maxX(x: f32, y: f32) -> f32 {\n  return select(max(x, y), y, isNan(x));\n}', needs: ['isNan'] },
  maxY: { text: 'fn maxY(x: f32, y: f32) -> f32 {\n  return select(max(x, y), x, isNan(y));\n}', needs: ['isNan'] },
  maxXY: { text: 'fn maxXY(x: f32, y: f32) -> f32 {\n  return select(maxX(x, y), x, isNan(y));\n}', needs: ['maxX'] },
  truncate: {
    text: `fn truncate(x: f32) -> i32 {
  if (isNan(x)) {
    return 0i;
  }
  if (x >= 2147483648f) {
    return 2147483647i;
  }
  if (x <= -2147483648f) {
    return bitcast<i32>(0x80000000u);
  }
  return i32(x);
}`,
    needs: ['isNan'],
  },
  power2: {
    text: `fn power2(x: f32) -> f32 {
  if (isNan(x)) {
    return x;
  }
  let held = clamp(x, -127f, 128f);
  let whole = floor(held);
  let r = held - whole;
  let p = 1f + r * (0.6931513118f + r * (0.24016445014f + r * (0.05579991314f + r * (0.00901703029f + r * 0.00186713008f))));
  let scale = bitcast<f32>(u32(i32(whole) + 127i) << 23u);
  return select(p * scale, scale, r == 0f);
}`,
    needs: ['isNan'],
  },
  logarithm2: {
    text: `fn logarithm2(x: f32) -> f32 {
  let held = maxX(x, 1.1754943508e-38f);
  let bits = bitcast<i32>(held);
  if (bits == 0x7f800000i) {
    return held;
  }
  let off = bits - 0x3f3504f3i;
  let m = bitcast<f32>(bits - (off & bitcast<i32>(0xff800000u)));
  let s = (m - 1f) / (m + 1f);
  let q = s * s;
  return f32(off >> 23u) + s * (2.88539042424f + q * (0.96158832551f + q * 0.59578073578f));
}`,
    needs: ['maxX'],
  },
  cubeRoot: {
    text: `fn cubeRoot(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let magnitude = bits & 0x7fffffffu;
  // Below 8e-30, and infinities and NaN.
  if (magnitude < 0x0f224260u || magnitude >= 0x7f800000u) {
    return x;
  }
  let z = bitcast<f32>(magnitude) * 0.125f;
  var y = bitcast<f32>(i32(f32(bitcast<i32>(z)) * 0.33333333333f + 709954000f));
  for (var turn = 0; turn < 2; turn++) {
    let cube = y * y * y;
    y = y * ((cube + z + z) / (cube + cube + z));
  }
  return bitcast<f32>(bitcast<u32>(y + y) | (bits & 0x80000000u));
}`,
  },
  sine: {
    text: `fn sine(x: f32, quartersAhead: i32) -> f32 {
  let bits = bitcast<u32>(x);
  if ((bits & 0x7f800000u) == 0x7f800000u) {
    return bitcast<f32>(bits | 0x7fc00000u);
  }
  let n = round(x * 0.63661977237f);
  let r = clamp(x - n * 1.5703125f - n * 4.83751296997e-4f - n * 7.54978995489e-8f, -0.8f, 0.8f);
  let q = r * r;
  let odd = r * (1f + q * (-0.166666549437f + q * (0.00833217814608f + q * -0.000195172989753f)));
  let even = 1f + q * (-0.5f + q * (0.0416612786264f + q * -0.001365245022f));
  let quadrant = i32(clamp(n, -8388608f, 8388608f)) + quartersAhead;
  let turned = select(odd, even, (quadrant & 1i) == 1i);
  return select(turned, -turned, (quadrant & 2i) == 2i);
}`,
  },
  tableAt: {
    text: `fn tableAt(first: u32, last: f32, position: f32) -> f32 {
  let held = min(maxX(position, 0f), last);
  let index = u32(held);
  let low = tables[first + index];
  let high = tables[first + min(index + 1u, u32(last))];
  return low + (high - low) * (held - f32(index));
}`,
    needs: ['maxX'],
  },
  planeAt: {
    text: `fn planeAt(first: u32, width: u32, height: u32, place: vec2f) -> f32 {
  let size = vec2f(f32(width), f32(height));
  let position = clamp(place * size - 0.5f, vec2f(0f), size - 1f);
  let low = vec2u(position);
  let high = min(low + 1u, vec2u(width - 1u, height - 1u));
  let t = position - vec2f(low);
  let upper = first + low.y * width;
  let lower = first + high.y * width;
  let a = planes[upper + low.x] + (planes[upper + high.x] - planes[upper + low.x]) * t.x;
  let b = planes[lower + low.x] + (planes[lower + high.x] - planes[lower + low.x]) * t.x;
  return a + (b - a) * t.y;
}`,
  },
  code8: {
    text: 'fn code8(x: f32) -> u32 {\n  return select(u32(clamp(x, 0f, 255f)), 0u, isNan(x));\n}',
    needs: ['isNan'],
  },
  code16: {
    text: 'fn code16(x: f32) -> u32 {\n  return select(u32(clamp(x, 0f, 65535f)), 0u, isNan(x));\n}',
    needs: ['isNan'],
  },
} as const satisfies Record<string, { text: string; needs?: readonly string[] }>;

export type FunctionName = keyof typeof sources;

const functions: Readonly<Record<FunctionName, WgslFunction>> = sources;

/** The functions and what they need, each once, in the order of this file. */
export function functionTexts(used: ReadonlySet<FunctionName>): readonly string[] {
  const wanted = new Set<FunctionName>();
  const want = (name: FunctionName): void => {
    if (wanted.has(name)) return;
    wanted.add(name);
    functions[name].needs?.forEach(want);
  };
  used.forEach(want);
  return (Object.keys(functions) as FunctionName[])
    .filter((name) => wanted.has(name))
    .map((name) => functions[name].text);
}
