@group(0) @binding(0) var<uniform> words: array<vec4u, 2>;
@group(0) @binding(1) var<storage, read> sums: array<f32>;
@group(0) @binding(2) var<storage, read> spans: array<u32>;
@group(0) @binding(3) var<storage, read_write> samples: array<f32>;

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  let columns = words[0].z;
  if (id.x >= columns || id.y >= words[1].w) {
    return;
  }
  let row = bitcast<i32>(words[1].z) + i32(id.y);
  let start = bitcast<i32>(spans[u32(row) * 4u]);
  let stop = bitcast<i32>(spans[u32(row) * 4u + 1u]);
  let head = bitcast<f32>(spans[u32(row) * 4u + 2u]);
  let tail = bitcast<f32>(spans[u32(row) * 4u + 3u]);
  let chunkEnd = bitcast<i32>(words[0].x) + bitcast<i32>(words[0].y);
  for (var channel = 0u; channel < 3u; channel++) {
    let at = (channel * words[1].y + u32(row - bitcast<i32>(words[1].x))) * columns + id.x;
    var total = 0f;
    if (start < bitcast<i32>(words[0].x)) {
      total = samples[at];
    }
    for (var y = max(start, bitcast<i32>(words[0].x)); y <= min(stop, chunkEnd - 1i); y++) {
      var share = 1f;
      if (y == start) {
        share = head;
      } else if (y == stop) {
        share = tail;
      }
      let line = channel * words[0].y + u32(y - bitcast<i32>(words[0].x));
      total += sums[line * columns + id.x] * (share / bitcast<f32>(words[0].w));
    }
    samples[at] = total;
  }
}
