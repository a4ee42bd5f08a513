@group(0) @binding(0) var<uniform> words: array<vec4u, 3>;
@group(0) @binding(1) var<storage, read> band: array<u32>;
@group(0) @binding(2) var<storage, read> decode: array<f32>;
@group(0) @binding(3) var<storage, read_write> samples: array<f32>;

fn sampleOf(column: u32, row: i32, channel: u32) -> f32 {
  let index = (u32(row - bitcast<i32>(words[0].z)) * words[0].x + column) * 3u + channel;
  let code = (band[index >> 2u] >> ((index & 3u) << 3u)) & 255u;
  return decode[(channel << 8u) + code];
}

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= words[1].z || id.y >= words[1].w) {
    return;
  }
  let row = clamp(bitcast<i32>(words[1].y) + i32(id.y), 0i, bitcast<i32>(words[0].y) - 1i);
  if (row < bitcast<i32>(words[0].z) || row >= bitcast<i32>(words[0].z) + bitcast<i32>(words[0].w)) {
    return;
  }
  let column = u32(clamp(bitcast<i32>(words[1].x) + i32(id.x), 0i, bitcast<i32>(words[0].x) - 1i));
  let at = id.y * words[2].w + id.x;
  samples[words[2].x + at] = sampleOf(column, row, 0u);
  samples[words[2].y + at] = sampleOf(column, row, 1u);
  samples[words[2].z + at] = sampleOf(column, row, 2u);
}
