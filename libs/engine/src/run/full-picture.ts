import type { FullPicture } from '../analysis/noise.ts';
import type { CodedLevel } from './job.ts';

/** Looks at small parts of a coded level on the calling thread. */
export function fullPicture({ width, height, data, decode }: CodedLevel): FullPicture {
  const codes = decode.length / 3;
  return {
    width,
    height,
    read: (left, top, columns, rows) => {
      const planes = [0, 1, 2].map((channel) => {
        const plane = new Float32Array(columns * rows);
        for (let y = 0; y < rows; y++) {
          let at = ((top + y) * width + left) * 3 + channel;
          for (let i = y * columns; i < (y + 1) * columns; i++, at += 3) {
            plane[i] = decode[channel * codes + data[at]!]!;
          }
        }
        return plane;
      });
      return { r: planes[0]!, g: planes[1]!, b: planes[2]! };
    },
  };
}
