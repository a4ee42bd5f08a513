import type { Settings } from '../../compile/settings.ts';

/** Amplitude at the end of a slider, as a share of the width that the region's bump spans. */
const reach = 0.16;
/** Least slope of the finished curve. */
const slopeMin = 0.05;
/** Least distance between two splits, on 0..1. */
const gapMin = 0.05;

const samples = 1024;

/** C² bump on 0..1, 1 at the peak, flat at both ends. */
const bump = (t: number): number => (t <= 0 || t >= 1 ? 0 : 64 * (t * (1 - t)) ** 3);

/**
 * The parametric curve on 0..1: four overlapping bumps between 0, the three splits and 1. Ends stay where they are;
 * the slope is held above a minimum so that tones never turn over.
 */
export function parametricCurve(settings: Settings): (x: number) => number {
  const amounts = ['Shadows', 'Darks', 'Lights', 'Highlights'].map((name) => settings.slider(`parametric${name}`));
  if (amounts.every((amount) => amount === 0)) return (x) => x;
  const splits = ['Shadow', 'Midtone', 'Highlight'].map((name) => settings.slider(`parametric${name}Split`));
  const s1 = Math.min(Math.max(splits[0]!, gapMin), 1 - 3 * gapMin);
  const s2 = Math.min(Math.max(splits[1]!, s1 + gapMin), 1 - 2 * gapMin);
  const s3 = Math.min(Math.max(splits[2]!, s2 + gapMin), 1 - gapMin);
  const bounds = [0, s1, s2, s3, 1];
  const raw = Array.from({ length: samples + 1 }, (_, i) => {
    const x = i / samples;
    let y = x;
    amounts.forEach((amount, region) => {
      const [from, to] = [bounds[region]!, bounds[region + 1]!];
      const overlap = (to - from) / 2;
      const [start, end] = [Math.max(from - overlap, 0), Math.min(to + overlap, 1)];
      y += amount * reach * (end - start) * bump((x - start) / (end - start));
    });
    return y;
  });
  // Raise too gentle steps to the least slope, then bring the end back to 1.
  const rising = [0];
  for (let i = 1; i <= samples; i++) {
    rising.push(rising[i - 1]! + Math.max(raw[i]! - raw[i - 1]!, slopeMin / samples));
  }
  const end = rising[samples]!;
  return (x) => {
    const at = Math.min(Math.max(x, 0), 1) * samples;
    const i = Math.min(Math.floor(at), samples - 1);
    return (rising[i]! + (rising[i + 1]! - rising[i]!) * (at - i)) / end;
  };
}
