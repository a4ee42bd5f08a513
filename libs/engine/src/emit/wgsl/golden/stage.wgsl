// Words
// arena: 34 source.g, 32 blurred, 33 base
// tables: 36 curve
// planes: 38 base.a
// parameters: 35 amount

@group(0) @binding(0) var<uniform> words: array<vec4u, 11>;
@group(0) @binding(1) var<storage, read_write> arena: array<f32>;
@group(0) @binding(2) var<storage, read> tables: array<f32>;
@group(0) @binding(3) var<storage, read> planes: array<f32>;

fn isNan(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u;
}

fn maxX(x: f32, y: f32) -> f32 {
  return select(max(x, y), y, isNan(x));
}

fn tableAt(first: u32, last: f32, position: f32) -> f32 {
  let held = min(maxX(position, 0f), last);
  let index = u32(held);
  let low = tables[first + index];
  let high = tables[first + min(index + 1u, u32(last))];
  return low + (high - low) * (held - f32(index));
}

fn planeAt(first: u32, width: u32, height: u32, place: vec2f) -> f32 {
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
}

fn placeOf(column: i32, row: i32) -> vec2f {
  let x = f32(column) + 0.5f;
  let y = f32(row) + 0.5f;
  return vec2f(bitcast<f32>(words[4].x) * x + bitcast<f32>(words[4].y) * y + bitcast<f32>(words[4].z), bitcast<f32>(words[4].w) * x + bitcast<f32>(words[5].x) * y + bitcast<f32>(words[5].y));
}

fn pixel(column: i32, row: i32) -> array<f32, 2> {
  let at0 = u32((row - bitcast<i32>(words[0].y)) * bitcast<i32>(words[0].z) + max(column - 1i, 0i) - bitcast<i32>(words[0].x));
  let at1 = u32((min(row + 2i, bitcast<i32>(words[1].y) - 1i) - bitcast<i32>(words[0].y)) * bitcast<i32>(words[0].z) + min(column + 1i, bitcast<i32>(words[1].x) - 1i) - bitcast<i32>(words[0].x));
  let place2 = placeOf(column, row);
  let v0 = arena[words[8].z + at0];
  let v1 = arena[words[8].z + at1];
  let v2 = v0 + v1;
  let v13 = v2 * bitcast<f32>(words[8].w);
  let v14 = tableAt(words[9].x, bitcast<f32>(words[9].y), v13);
  let v5 = column ^ row;
  let v7 = v5 * (-5i);
  let v8 = bitcast<i32>(bitcast<u32>(v7) >> 8u);
  let v9 = f32(v8);
  let v11 = v9 * 5.9604645e-8f;
  let v15 = v14 + v11;
  let v16 = planeAt(words[9].z, words[9].w, words[10].x, place2);
  let v18 = maxX(v16, (-0.1f));
  return array<f32, 2>(v15, v18);
}

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let column = bitcast<i32>(words[2].x) + i32(id.x);
  let row = bitcast<i32>(words[2].y) + i32(id.y);
  if (column >= bitcast<i32>(words[2].z) || row >= bitcast<i32>(words[2].w)) {
    return;
  }
  let at = u32((row - bitcast<i32>(words[0].y)) * bitcast<i32>(words[0].z) + column - bitcast<i32>(words[0].x));
  let values = pixel(column, row);
  arena[words[8].x + at] = values[0];
  arena[words[8].y + at] = values[1];
}
