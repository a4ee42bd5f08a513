@group(0) @binding(0) var<uniform> words: array<vec4u, 4>;
@group(0) @binding(1) var<storage, read> window: array<f32>;
@group(0) @binding(2) var<storage, read_write> samples: array<f32>;

fn positionOf(column: f32, row: f32, channel: i32) -> vec2f {
  return vec2f(
    bitcast<f32>(words[2].x) + bitcast<f32>(words[2].z) * column + bitcast<f32>(words[3].x) * row,
    bitcast<f32>(words[2].y) + bitcast<f32>(words[2].w) * column + bitcast<f32>(words[3].y) * row,
  );
}

fn weightsOf(t: f32) -> vec4f {
  let t2 = t * t;
  let t3 = t2 * t;
  return vec4f(
    t2 - 0.5f * t3 - 0.5f * t,
    1.5f * t3 - 2.5f * t2 + 1f,
    2f * t2 - 1.5f * t3 + 0.5f * t,
    0.5f * t3 - 0.5f * t2,
  );
}

@compute @workgroup_size(16, 4)
fn main(@builtin(global_invocation_id) id: vec3u) {
  if (id.x >= words[0].z || id.y >= words[0].w) {
    return;
  }
  let size = vec2i(vec2u(words[0].x, words[0].y));
  let position = positionOf(f32(id.x), f32(id.y), 1i);
  let whole = floor(position);
  let across = weightsOf(position.x - whole.x);
  let down = weightsOf(position.y - whole.y);
  let corner = vec2i(whole) - 1i;
  let at = id.y * words[1].w + id.x;
  let first = vec3u(words[1].x, words[1].y, words[1].z);
  for (var channel = 0i; channel < 3i; channel++) {
    var sum = 0f;
    var low = 0f;
    var high = 0f;
    for (var j = 0i; j < 4i; j++) {
      let line = (channel * size.y + clamp(corner.y + j, 0i, size.y - 1i)) * size.x;
      var taps: vec4f;
      for (var i = 0i; i < 4i; i++) {
        taps[i] = window[line + clamp(corner.x + i, 0i, size.x - 1i)];
      }
      sum += dot(taps, across) * down[j];
      let least = min(min(taps.x, taps.y), min(taps.z, taps.w));
      let most = max(max(taps.x, taps.y), max(taps.z, taps.w));
      low = select(min(low, least), least, j == 0i);
      high = select(max(high, most), most, j == 0i);
    }
    samples[first[channel] + at] = clamp(sum, low, high);
  }
}
