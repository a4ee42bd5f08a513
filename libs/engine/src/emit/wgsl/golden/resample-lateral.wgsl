@group(0) @binding(0) var<uniform> words: array<vec4u, 8>;
@group(0) @binding(1) var<storage, read> window: array<f32>;
@group(0) @binding(2) var<storage, read_write> samples: array<f32>;

fn centreOf(column: f32, row: f32) -> vec2f {
  let h = vec3f(bitcast<f32>(words[3].x), bitcast<f32>(words[3].y), bitcast<f32>(words[3].z)) + vec3f(bitcast<f32>(words[3].w), bitcast<f32>(words[4].x), bitcast<f32>(words[4].y)) * column + vec3f(bitcast<f32>(words[4].z), bitcast<f32>(words[4].w), bitcast<f32>(words[5].x)) * row;
  let p = h.xy / max(h.z, 0.02f);
  return p * (1f + bitcast<f32>(words[5].y) * min(dot(p, p), bitcast<f32>(words[5].z)));
}

fn squareOf(centre: vec2f) -> vec2f {
  return 0.5f + vec2f(bitcast<f32>(words[5].w), bitcast<f32>(words[6].x)) * centre;
}

fn lateralOf(centre: vec2f, channel: i32) -> f32 {
  if (channel == 1i) {
    return 1f;
  }
  let c = select(vec3f(bitcast<f32>(words[7].x), bitcast<f32>(words[7].y), bitcast<f32>(words[7].z)), vec3f(bitcast<f32>(words[6].y), bitcast<f32>(words[6].z), bitcast<f32>(words[6].w)), channel == 0i);
  let square = dot(centre, centre);
  return 1f + c.x + square * (c.y + square * c.z);
}

fn positionOf(column: f32, row: f32, channel: i32) -> vec2f {
  let centre = centreOf(column, row);
  let place = squareOf(centre * lateralOf(centre, channel));
  let size = vec2f(bitcast<f32>(words[2].x), bitcast<f32>(words[2].y));
  // Further outside than this everything is the repeated edge.
  let held = clamp(place * size - 0.5f, vec2f(-2f), size + 1f);
  return held - vec2f(bitcast<f32>(words[2].z), bitcast<f32>(words[2].w));
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
  let at = id.y * words[1].w + id.x;
  let first = vec3u(words[1].x, words[1].y, words[1].z);
  for (var channel = 0i; channel < 3i; channel++) {
    let position = positionOf(f32(id.x), f32(id.y), channel);
    let whole = floor(position);
    let across = weightsOf(position.x - whole.x);
    let down = weightsOf(position.y - whole.y);
    let corner = vec2i(whole) - 1i;
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
