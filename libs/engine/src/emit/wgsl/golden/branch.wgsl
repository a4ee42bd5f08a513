// Words
// arena: 32 source.r, 33 source.g

@group(0) @binding(0) var<uniform> words: array<vec4u, 9>;
@group(0) @binding(1) var<storage, read_write> arena: array<f32>;
@group(0) @binding(2) var<storage, read_write> pixels: array<u32>;

fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}

fn finite(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let magnitude = bits & 0x7fffffffu;
  if (magnitude < 0x7f800000u) {
    return x;
  }
  if (magnitude > 0x7f800000u) {
    return 0f;
  }
  return select(65504f, -65504f, (bits >> 31u) == 1u);
}

fn minX(x: f32, y: f32) -> f32 {
  return select(min(x, y), y, isNan(x));
}

fn maxX(x: f32, y: f32) -> f32 {
  return select(max(x, y), y, isNan(x));
}

fn power2(x: f32) -> f32 {
  if (isNan(x)) {
    return x;
  }
  let held = clamp(x, -127f, 128f);
  let whole = floor(held);
  let r = held - whole;
  let p = 1f + r * (0.6931513118f + r * (0.24016445014f + r * (0.05579991314f + r * (0.00901703029f + r * 0.00186713008f))));
  let scale = bitcast<f32>(u32(i32(whole) + 127i) << 23u);
  return select(p * scale, scale, r == 0f);
}

fn logarithm2(x: f32) -> f32 {
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
}

fn cubeRoot(x: f32) -> f32 {
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
}

fn sine(x: f32, quartersAhead: i32) -> f32 {
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
}

fn code16(x: f32) -> u32 {
  return select(u32(clamp(x, 0f, 65535f)), 0u, isNan(x));
}

fn pixel(column: i32, row: i32) -> array<f32, 3> {
  let at0 = u32((row - bitcast<i32>(words[0].y)) * bitcast<i32>(words[0].z) + column - bitcast<i32>(words[0].x));
  let v0 = arena[words[8].x + at0];
  let v1 = finite(v0);
  let v4 = v1 < 0f;
  let v2 = arena[words[8].y + at0];
  var v9: f32 = v1;
  var v11: f32 = v2;
  if (v4) {
    let v5 = logarithm2(v1);
    let v6 = cubeRoot(v5);
    let v7 = sine(v6, 0i);
    let v8 = power2(v7);
    let v10 = sine(v8, 1i);
    v9 = v8;
    v11 = v10;
  }
  let v13 = minX(v2, bitcast<f32>(words[8].z));
  return array<f32, 3>(v9, v11, v13);
}

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = bitcast<i32>(words[2].x) + i32(id.x) * 4i;
  let row = bitcast<i32>(words[2].y) + i32(id.y);
  if (column >= bitcast<i32>(words[2].z) || row >= bitcast<i32>(words[2].w)) {
    return;
  }
  var rg: vec4u;
  var b: vec4u;
  for (var i = 0i; i < 4i; i++) {
    let values = pixel(min(column + i, bitcast<i32>(words[2].z) - 1i), row);
    rg[i] = code16(values[0]) | (code16(values[1]) << 16u);
    b[i] = code16(values[2]);
  }
  let at = u32(row - bitcast<i32>(words[2].y)) * words[3].x + id.x * 6u;
  pixels[at] = rg.x;
  pixels[at + 1u] = b.x | (rg.y << 16u);
  pixels[at + 2u] = (rg.y >> 16u) | (b.y << 16u);
  pixels[at + 3u] = rg.z;
  pixels[at + 4u] = b.z | (rg.w << 16u);
  pixels[at + 5u] = (rg.w >> 16u) | (b.w << 16u);
}
