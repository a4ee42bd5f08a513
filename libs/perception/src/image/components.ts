import type { Plane } from './plane.ts';

/** Connected parts of what is at least one half; -1 elsewhere. */
export interface Components {
  readonly label: Int32Array;
  /** Pixels of each part. */
  readonly areas: readonly number[];
}

export const componentsOf = ({ width, height, data }: Plane): Components => {
  const label = new Int32Array(width * height).fill(-1);
  const areas: number[] = [];
  for (let start = 0; start < label.length; start++) {
    if (label[start] !== -1 || data[start]! < 0.5) {
      continue;
    }
    const id = areas.length;
    let area = 0;
    const queue = [start];
    label[start] = id;
    while (queue.length > 0) {
      const i = queue.pop()!;
      area += 1;
      const x = i % width;
      for (const next of [x > 0 ? i - 1 : -1, x < width - 1 ? i + 1 : -1, i - width, i + width]) {
        if (next >= 0 && next < label.length && label[next] === -1 && data[next]! >= 0.5) {
          label[next] = id;
          queue.push(next);
        }
      }
    }
    areas.push(area);
  }
  return { label, areas };
};

/** Sum of a plane over each part. */
export const weigh = ({ label, areas }: Components, by: Plane): readonly number[] => {
  const sums = areas.map(() => 0);
  label.forEach((id, i) => {
    if (id >= 0) {
      sums[id]! += by.data[i]!;
    }
  });
  return sums;
};

/** Drops parts smaller than `share` of the largest, and fills holes smaller than that. */
export const tidyParts = (inside: Plane, share: number): Plane => {
  const parts = componentsOf(inside);
  const least = share * Math.max(0, ...parts.areas);
  const holes = componentsOf({ ...inside, data: inside.data.map((v) => 1 - v) });
  const open = new Set<number>();
  const { width, height } = inside;
  for (let i = 0; i < inside.data.length; i++) {
    const x = i % width;
    if (x === 0 || x === width - 1 || i < width || i >= width * (height - 1)) {
      open.add(holes.label[i]!);
    }
  }
  return {
    width,
    height,
    data: inside.data.map((v, i) => {
      const part = parts.label[i]!;
      const hole = holes.label[i]!;
      if (part >= 0) {
        return parts.areas[part]! < least ? 0 : v;
      }
      return hole >= 0 && !open.has(hole) && holes.areas[hole]! < least ? 1 : v;
    }),
  };
};
