import type { HueBand } from '@safelight/core';
import type { Axis, Goal, Intent } from '@safelight/intent';
import { rightedTargets } from './corrections.ts';
import { leaning } from './expected.ts';
import { neighbourOf } from './levers/local.ts';
import type { Figures, Metric } from './metrics.ts';
import type { Variation } from './seed.ts';
import { cellsOfPlace } from './selection.ts';
import { isSkin, rednessFor, skinWarmthShare } from './skin.ts';
import { clamp, type Target } from './target.ts';
import { bandZoneName, cellZoneName } from './zones.ts';

/** Goals as metric targets. Each depends on what the photo already is: a sunset needs less warming than a grey day. */
export function targetsOf(intent: Intent, original: Figures, vary: Variation): readonly Target[] {
  // A toned print has the colour of its tone.
  const toned = intent.tonings.length > 0;
  const wanted = intent.goals.flatMap((goal) => {
    if (goal.axis === 'monochrome' && goal.region === null && toned) return [];
    // A look's palette is set by its craft.
    if (goal.look !== null && goal.region?.kind === 'colour') return [];
    const varied = { ...goal, amount: clamp(goal.amount * vary.amount(goal.axis), -1.2, 1.2) };
    return goal.region === null ? wholeTarget(varied, original) : partTargets(varied, original);
  });
  const taken = new Set(wanted.map(({ metric }) => metric));
  const righted = rightedTargets(intent, original).filter(({ metric }) => !taken.has(metric));
  return withShift([...wanted, ...righted], original);
}

/** Share of a shift of the mean colour that shows as chroma where the picture's colour lies that way. */
const shiftToChroma = 0.5;

/** A warmer picture is a more colourful one: what the shift itself brings is not to be taken back. */
function withShift(targets: readonly Target[], original: Figures): readonly Target[] {
  const shift = targets.find(({ metric }) => metric === 'cast.b');
  if (shift === undefined) return targets;
  const brings = shiftToChroma * leaning(original) * (shift.wanted - shift.from);
  return targets.map((one) =>
    one.axis === 'saturation' && one.scope === null ? { ...one, wanted: Math.max(0, one.wanted + brings) } : one,
  );
}

/** OKLab lightness × 100 above which a tone is no shadow. */
const shadowLightnessMax = 55;

/** The figure that an axis moves, by its name within a zone, and how far at full amount, positive. */
type Reach = readonly [figure: string, reach: number];

/** `at` reads a figure of the zone by the name that it has in the whole picture. */
function reachOf(axis: Axis, up: boolean, at: (figure: string) => number): Reach | null {
  switch (axis) {
    case 'lightness': {
      const median = at('lightness.p50');
      return ['lightness.p50', up ? clamp(0.5 * (84 - median), 4, 20) : clamp(0.42 * (median - 12), 4, 20)];
    }
    case 'shadows': {
      // In a bright picture the first quartile is no shadow any more.
      const figure = at('lightness.p25') < shadowLightnessMax ? 'lightness.p25' : 'lightness.p05';
      return [figure, up ? clamp(0.3 * (66 - at(figure)), 3, 11) : clamp(0.32 * at(figure), 3, 12)];
    }
    case 'highlights': {
      const top = at('lightness.p95');
      return ['lightness.p95', up ? clamp(0.6 * (99 - top), 1.5, 10) : clamp(0.45 * (top - 74), 3, 11)];
    }
    case 'contrast': {
      const spread = at('lightness.deviation');
      return ['lightness.deviation', up ? clamp(0.32 * (33 - spread), 1.5, 6) : clamp(0.32 * (spread - 6), 1.5, 6)];
    }
    case 'warmth': {
      const b = at('cast.b');
      return ['cast.b', up ? clamp(5.5 - 0.35 * Math.max(0, b), 2.5, 6) : clamp(5.5 + 0.35 * Math.min(0, b), 2.5, 6)];
    }
    case 'tint':
      return ['cast.a', 3.5];
    case 'saturation': {
      const chroma = at('chroma.mean');
      return ['chroma.mean', up ? chroma * clamp(0.06 * (15 - chroma), 0.15, 0.6) : chroma * 0.62];
    }
    case 'haze': {
      const deep = at('lightness.p05');
      // The further the deepest tones are from black, the thicker the veil over them.
      const veil = Math.max(0.35 * deep, 0.6 * (deep - 12));
      return ['lightness.p05', up ? clamp(0.3 * (60 - deep), 3, 12) : clamp(veil, 2, 14)];
    }
    case 'clarity':
      return ['detail', at('detail') * (up ? 0.4 : 0.35)];
    case 'sharpness':
      return ['detail', at('detail') * (up ? 0.3 : 0.35)];
    case 'texture':
      return ['detail', at('detail') * 0.35];
    case 'blur':
      return up ? ['detail', at('detail') * 0.55] : null;
    case 'fade': {
      const black = at('lightness.p01');
      // Near black OKLab climbs steeply: 8 is code 2 of 255, which nobody sees, and 20 is code 22.
      return ['lightness.p01', up ? Math.max(2, 0.55 * (34 - black), 24 - black) : clamp(0.7 * black, 1, 12)];
    }
    case 'noise':
      return up ? null : ['noise', at('noise') * 0.95];
    case 'monochrome':
      return up ? ['chroma.mean', at('chroma.mean')] : null;
    // Their tools say directly how much: `craft/effects.ts`.
    case 'vignette':
    case 'grain':
      return null;
  }
}

/** Axes on which more of the axis is less of its figure. */
const inverse: readonly Axis[] = ['blur', 'monochrome'];

function wholeTarget({ axis, amount, source }: Goal, original: Figures): readonly Target[] {
  const reach = reachOf(axis, amount > 0, (figure) => original[figure]!);
  if (reach === null) return [];
  const [metric, by] = reach;
  const size = axis === 'monochrome' ? 1 : Math.abs(amount);
  const sign = inverse.includes(axis) ? -1 : Math.sign(amount);
  const from = original[metric]!;
  return [{ metric, from, wanted: from + sign * size * by, weight: 0.4 + 0.6 * size, axis, scope: null, source }];
}

/** Figures that a zone lacks and which of its own stands for them. */
const standIns: Readonly<Record<string, string>> = {
  'lightness.p01': 'lightness.p05',
  'lightness.p25': 'lightness.p05',
};

/** The whole picture's names of figures and those of a cell of the grid. */
const cellFigures: Readonly<Record<string, string>> = {
  'lightness.p50': 'lightness',
  'lightness.deviation': 'deviation',
  'chroma.mean': 'chroma',
  'cast.a': 'a',
  'cast.b': 'b',
};

const bandFigures: Readonly<Record<string, string>> = { 'lightness.p50': 'lightness', 'chroma.mean': 'chroma' };

/** Zones that measure a region, each with the names of its figures. */
function zonesOfGoal(
  { region }: Goal,
  original: Figures,
): readonly { zone: string; figureOf: (name: string) => string }[] {
  if (region === null || region.kind === 'tone') return [];
  if (region.kind === 'matte') return [{ zone: region.name, figureOf: (name) => standIns[name] ?? name }];
  if (region.kind === 'colour') {
    return [{ zone: bandZoneName(seenBand(region.band, original)), figureOf: (name) => bandFigures[name] ?? name }];
  }
  return cellsOfPlace[region.place].map((cell) => ({
    zone: cellZoneName(cell),
    figureOf: (name) => cellFigures[name] ?? name,
  }));
}

/** The band that measures a hue as people name it: foliage often lies in the yellow one. */
export function seenBand(band: HueBand, original: Figures): HueBand {
  const neighbour = neighbourOf(band);
  const share = (one: HueBand): number => original[`chroma.byHue.${one}.share`]!;
  return neighbour !== undefined && share(neighbour) > share(band) ? neighbour : band;
}

/** Where light is lost there is nothing to bring back: darkened, a white sky turns grey. */
const blownCaution = 0.75;

function partTargets(goal: Goal, original: Figures): readonly Target[] {
  const { axis, amount, source } = goal;
  const scope = scopeOf(goal);
  const zones = zonesOfGoal(goal, original).flatMap(({ zone, figureOf }) => {
    const metricOf = (name: string): Metric => `${zone}.${figureOf(name)}`;
    const reach = reachOf(axis, amount > 0, (name) => original[metricOf(name)] ?? 0);
    if (reach === null || !Object.hasOwn(original, metricOf(reach[0]))) return [];
    return [{ metric: metricOf(reach[0]), reach: reach[1], clipped: original[metricOf('clipping.highlights')] ?? 0 }];
  });
  // A place moves as one, whatever its cells measure.
  const onSkin = axis === 'warmth' && isSkin(scope);
  const way = ((onSkin ? skinWarmthShare : 1) * zones.reduce((sum, { reach }) => sum + reach, 0)) / zones.length;
  const targets = zones.map(({ metric, clipped }): Target => {
    const darkens = amount < 0 && (axis === 'lightness' || axis === 'highlights');
    const size = (axis === 'monochrome' ? 1 : Math.abs(amount)) * (darkens ? 1 - blownCaution * clipped : 1);
    const sign = inverse.includes(axis) ? -1 : Math.sign(amount);
    const from = original[metric]!;
    const weight = (0.5 + 0.5 * size) / zones.length;
    return { metric, from, wanted: from + sign * size * way, weight, axis, scope, source };
  });
  return onSkin ? targets.flatMap((target) => [target, ...rednessFor(target, scope!, original)]) : targets;
}

/**
 * Targets of the whole for an edit that leaves parts alone: it moves the whole by no more than its share, and where much
 * is left alone the median stands still; the mean does not.
 */
export function throughRest(
  targets: readonly Target[],
  share: number,
  restLightness: number,
  original: Figures,
): readonly Target[] {
  return targets.map((target) => {
    if (target.scope !== null) return target;
    const from = target.metric === 'lightness.p50' ? original['lightness.mean']! : target.from;
    const metric = target.metric === 'lightness.p50' ? 'lightness.mean' : target.metric;
    const up = target.wanted > target.from;
    const own = reachOf('lightness', up, () => restLightness)![1] / reachOf('lightness', up, () => target.from)![1];
    const way = share * (target.wanted - target.from) * (metric === target.metric ? 1 : own);
    return { ...target, metric, from, wanted: from + way };
  });
}

/** Key under which the levers of a goal's region are found. */
export function scopeOf({ region }: Pick<Goal, 'region'>): string | null {
  if (region === null) return null;
  switch (region.kind) {
    case 'matte':
      return region.name;
    case 'place':
      return region.place;
    case 'tone':
      return region.tone;
    case 'colour':
      return region.band;
  }
}
