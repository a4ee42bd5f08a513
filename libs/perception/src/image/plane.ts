/** One channel of numbers, row by row. */
export interface Plane {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export const plane = (width: number, height: number): Plane => ({
  width,
  height,
  data: new Float32Array(width * height),
});

export const mapPlane = (source: Plane, of: (value: number, index: number) => number): Plane => {
  const result = plane(source.width, source.height);
  for (let i = 0; i < source.data.length; i++) {
    result.data[i] = of(source.data[i]!, i);
  }
  return result;
};

export const clamp01 = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** 0 at or below `from`, 1 at or above `to` (or reversed when from > to), smooth between. */
export const smoothstep = (from: number, to: number, value: number): number => {
  const t = clamp01((value - from) / (to - from));
  return t * t * (3 - 2 * t);
};

/** Bilinear value at pixel-centre coordinates; the border is repeated. */
export const sample = (source: Plane, x: number, y: number): number => {
  const { width, height, data } = source;
  const cx = x < 0 ? 0 : x > width - 1 ? width - 1 : x;
  const cy = y < 0 ? 0 : y > height - 1 ? height - 1 : y;
  const x0 = Math.floor(cx);
  const y0 = Math.floor(cy);
  const x1 = Math.min(x0 + 1, width - 1);
  const y1 = Math.min(y0 + 1, height - 1);
  const fx = cx - x0;
  const fy = cy - y0;
  const top = data[y0 * width + x0]! * (1 - fx) + data[y0 * width + x1]! * fx;
  const bottom = data[y1 * width + x0]! * (1 - fx) + data[y1 * width + x1]! * fx;
  return top * (1 - fy) + bottom * fy;
};

/** Bilinear to another size: for going up, or down by less than half. */
export const resizePlane = (source: Plane, width: number, height: number): Plane => {
  if (source.width === width && source.height === height) {
    return source;
  }
  const result = plane(width, height);
  const across = plane(width, source.height);
  stretch(source.data, source.width, source.height, 1, source.width, across.data, width, 1, width);
  stretch(across.data, source.height, width, width, 1, result.data, height, width, 1);
  return result;
};

/** Linear along one direction of a plane. */
const stretch = (
  from: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  to: Float32Array,
  toLength: number,
  toStep: number,
  toLineStep: number,
): void => {
  for (let i = 0; i < toLength; i++) {
    const at = Math.min(length - 1, Math.max(0, ((i + 0.5) * length) / toLength - 0.5));
    const low = Math.floor(at);
    const part = at - low;
    const a = low * step;
    const b = Math.min(length - 1, low + 1) * step;
    for (let line = 0; line < lines; line++) {
      const start = line * lineStep;
      const value = from[start + a]!;
      to[line * toLineStep + i * toStep] = value + part * (from[start + b]! - value);
    }
  }
};

/** Mean over the source pixels that each target pixel covers, parts of pixels included. */
export const shrinkPlane = (source: Plane, width: number, height: number): Plane => {
  const across = plane(width, source.height);
  shrinkRows(source.data, source.width, source.height, 1, source.width, across.data, width, 1, width);
  const result = plane(width, height);
  shrinkRows(across.data, source.height, width, width, 1, result.data, height, width, 1);
  return result;
};

const shrinkRows = (
  from: Float32Array,
  length: number,
  lines: number,
  step: number,
  lineStep: number,
  to: Float32Array,
  toLength: number,
  toStep: number,
  toLineStep: number,
): void => {
  const scale = length / toLength;
  for (let i = 0; i < toLength; i++) {
    const start = i * scale;
    const end = Math.min((i + 1) * scale, length);
    const first = Math.floor(start);
    const last = Math.min(Math.ceil(end), length);
    for (let line = 0; line < lines; line++) {
      let sum = 0;
      for (let k = first; k < last; k++) {
        const part = Math.min(k + 1, end) - Math.max(k, start);
        sum += part * from[line * lineStep + k * step]!;
      }
      to[line * toLineStep + i * toStep] = sum / (end - start);
    }
  }
};
