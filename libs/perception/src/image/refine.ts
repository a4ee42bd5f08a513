import { boxMean } from './box.ts';
import { guidedFilter } from './guided.ts';
import { shrinkChannels } from './picture.ts';
import type { Channels } from './picture.ts';
import { clamp01, mapPlane, plane, sample, shrinkPlane, smoothstep } from './plane.ts';
import type { Plane } from './plane.ts';

/** The band around an outline is solved at this fraction of the picture's size; colours near an edge vary slowly. */
const reduction = 4;

/**
 * Gives a rough matte the picture's own edges. Where the matte is undecided, each pixel is placed between the mean
 * colours of the sure inside and the sure outside nearby (the compositing equation, solved along that line); a guided
 * filter then joins both. Flat areas keep the matte's own decision.
 */
export const refineMatte = (picture: Channels, matte: Plane, reach: number): Plane => {
  const { width, height } = matte;
  // Half-hearted areas are decided first, so that only the neighbourhood of outlines stays open.
  const rough = mapPlane(matte, (v) => smoothstep(0.25, 0.75, v));
  const spread = boxMean(rough, Math.max(1, Math.round(reach / 2)));
  const w = Math.ceil(width / reduction);
  const h = Math.ceil(height / reduction);
  const small = shrinkChannels(picture, w, h);
  const sure = shrinkPlane(spread, w, h);
  const r = Math.max(2, Math.round((2 * reach) / reduction));
  const sides = [
    mapPlane(sure, (v) => smoothstep(0.85, 0.97, v)),
    mapPlane(sure, (v) => smoothstep(0.15, 0.03, v)),
  ].map((weight) => {
    const total = boxMean(weight, r);
    const means = small.map((c) => {
      const sum = boxMean(
        mapPlane(c, (v, i) => v * weight.data[i]!),
        r,
      );
      return mapPlane(sum, (v, i) => v / Math.max(1e-4, total.data[i]!));
    });
    return { total, means };
  });
  const [inside, outside] = sides as [(typeof sides)[0], (typeof sides)[0]];
  const solved = plane(width, height);
  for (let i = 0; i < solved.data.length; i++) {
    const at = spread.data[i]!;
    const unsure = smoothstep(0.02, 0.12, at) * smoothstep(0.98, 0.88, at);
    const x = ((i % width) + 0.5) * (w / width) - 0.5;
    const y = (Math.floor(i / width) + 0.5) * (h / height) - 0.5;
    if (unsure === 0 || Math.min(sample(inside.total, x, y), sample(outside.total, x, y)) < 0.01) {
      solved.data[i] = rough.data[i]!;
      continue;
    }
    let along = 0;
    let length = 0;
    for (let c = 0; c < 3; c++) {
      const f = sample(inside.means[c]!, x, y);
      const b = sample(outside.means[c]!, x, y);
      along += (picture[c]!.data[i]! - b) * (f - b);
      length += (f - b) * (f - b);
    }
    // Two sides nearer than about 0.1 in colour tell nothing; from 0.3 on they are believed.
    const trust = unsure * smoothstep(0.01, 0.09, length);
    const alpha = smoothstep(0.1, 0.9, clamp01(along / Math.max(length, 1e-4)));
    solved.data[i] = rough.data[i]! + trust * (alpha - rough.data[i]!);
  }
  return guidedFilter(picture, solved, { radius: Math.max(2, Math.round(reach / 4)), flatness: 2e-4 });
};
