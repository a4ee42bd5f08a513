@group(0) @binding(0) var<uniform> words: array<vec4u, 2>;
@group(0) @binding(1) var<storage, read> band: array<u32>;
@group(0) @binding(2) var<storage, read> decode: array<f32>;
@group(0) @binding(3) var<storage, read> spans: array<u32>;
@group(0) @binding(4) var<storage, read_write> sums: array<f32>;

fn sampleOf(column: u32, row: i32, channel: u32) -> f32 {
  let index = (u32(row - bitcast<i32>(words[0].z)) * words[0].x + column) * 3u + channel;
  let code = (band[index >> 1u] >> ((index & 1u) << 4u)) & 65535u;
  return decode[(channel << 16u) + code];
}

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let columns = words[1].z;
  let rows = words[1].y;
  if (id.x >= columns || id.y >= rows) {
    return;
  }
  let start = bitcast<i32>(spans[id.x * 4u]);
  let stop = bitcast<i32>(spans[id.x * 4u + 1u]);
  let head = bitcast<f32>(spans[id.x * 4u + 2u]);
  let tail = bitcast<f32>(spans[id.x * 4u + 3u]);
  let row = bitcast<i32>(words[1].x) + i32(id.y);
  for (var channel = 0u; channel < 3u; channel++) {
    var total = sampleOf(u32(start), row, channel) * head;
    for (var x = start + 1i; x < stop; x++) {
      total += sampleOf(u32(x), row, channel);
    }
    if (stop > start) {
      total += sampleOf(u32(stop), row, channel) * tail;
    }
    sums[(channel * rows + id.y) * columns + id.x] = total / bitcast<f32>(words[1].w);
  }
}
