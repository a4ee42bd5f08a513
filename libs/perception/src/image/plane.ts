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

/** Linear along one direction of a plane; whichever loop runs along the rows is the inner one. */
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
  const low = new Int32Array(toLength);
  const part = new Float32Array(toLength);
  for (let i = 0; i < toLength; i++) {
    const at = Math.min(length - 1, Math.max(0, ((i + 0.5) * length) / toLength - 0.5));
    low[i] = Math.min(Math.floor(at), Math.max(0, length - 2));
    part[i] = at - low[i]!;
  }
  const next = length > 1 ? step : 0;
  const alongRows = step === 1;
  for (let outer = 0; outer < (alongRows ? lines : toLength); outer++) {
    for (let inner = 0; inner < (alongRows ? toLength : lines); inner++) {
      const i = alongRows ? inner : outer;
      const line = alongRows ? outer : inner;
      const at = line * lineStep + low[i]! * step;
      const value = from[at]!;
      to[line * toLineStep + i * toStep] = value + part[i]! * (from[at + next]! - value);
    }
  }
};

/** Mean over the source pixels that each target pixel covers, parts of pixels included. */
export const shrinkPlane = (source: Plane, width: number, height: number): Plane => {
  const across = plane(width, source.height);
  const columns = coverage(source.width, width);
  for (let y = 0; y < source.height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, shares } = columns[x]!;
      let sum = 0;
      for (let k = 0; k < shares.length; k++) {
        sum += shares[k]! * source.data[y * source.width + first + k]!;
      }
      across.data[y * width + x] = sum;
    }
  }
  const result = plane(width, height);
  coverage(source.height, height).forEach(({ first, shares }, y) => {
    for (let k = 0; k < shares.length; k++) {
      const share = shares[k]!;
      const from = (first + k) * width;
      for (let x = 0; x < width; x++) {
        result.data[y * width + x]! += share * across.data[from + x]!;
      }
    }
  });
  return result;
};

/** Which source pixels each target pixel covers, and by what share of its mean. */
const coverage = (length: number, toLength: number): readonly { first: number; shares: Float64Array }[] =>
  Array.from({ length: toLength }, (_, i) => {
    const start = (i * length) / toLength;
    const end = Math.min(((i + 1) * length) / toLength, length);
    const first = Math.floor(start);
    const last = Math.min(Math.ceil(end), length);
    const shares = Float64Array.from(
      { length: last - first },
      (_v, k) => (Math.min(first + k + 1, end) - Math.max(first + k, start)) / (end - start),
    );
    return { first, shares };
  });
