import type { HueBand, RegionName } from '@safelight/core';
import type { Lever, LeverKind } from './levers/lever.ts';
import { neighbourOf } from './levers/local.ts';
import type { Figures, Metric } from './metrics.ts';
import { craftName, untried, type Gains, type Mover, type Response } from './response.ts';
import type { Selection } from './selection.ts';
import { slopeAt, toneSlopes, type ToneCurve } from './toneSlopes.ts';
import { bandZoneName, wholeZone, zonesOf, type Zone } from './zones.ts';

/** Shares of the pixels for which percentiles stand, to tell the spread from them. */
const shares: Readonly<Record<string, number>> = { p05: 0.12, p25: 0.26, p50: 0.24, p75: 0.26, p95: 0.12 };

/** What the tools are expected to do to this picture before any was tried. */
export function expectedResponse(levers: readonly Lever[], selections: readonly Selection[], at: Figures): Response {
  const zones = zonesOf(at);
  const gains = new Map<Mover, Gains>([[craftName, {}]]);
  for (const lever of levers) {
    const slopes: Record<Metric, number> = {};
    const selection = selections.find(({ key }) => key === lever.scope) ?? null;
    for (const zone of zones) {
      const share = shareOf(lever, selection, zone, selections);
      if (share === 0) continue;
      for (const [metric, gain] of Object.entries(gainsIn(zone, lever.kind, at))) slopes[metric] = share * gain;
    }
    gains.set(lever.name, slopes);
  }
  return untried(gains, at);
}

/** Regions that lie within another, the nearest first. */
const within: Partial<Record<RegionName, readonly RegionName[]>> = {
  sky: ['background'],
  person: ['subject'],
  face: ['skin', 'person', 'subject'],
  skin: ['person', 'subject'],
  hair: ['person', 'subject'],
  eyes: ['face', 'person', 'subject'],
  lips: ['face', 'person', 'subject'],
  teeth: ['face', 'person', 'subject'],
  brows: ['face', 'person', 'subject'],
  beard: ['face', 'person', 'subject'],
  clothes: ['person', 'subject'],
};

/** Share of a zone on which a lever acts. */
function shareOf(lever: Lever, selection: Selection | null, zone: Zone, all: readonly Selection[]): number {
  if (lever.scope === null) return 1;
  // A hue's sliders act on its own band and on the neighbour that they take along; what that does to the whole is learnt.
  if (selection === null) {
    const bands = [lever.scope, neighbourOf(lever.scope as HueBand) ?? lever.scope].slice(0, lever.tools.length);
    return bands.some((band) => zone.name === bandZoneName(band)) ? 1 : 0;
  }
  if (zone.name === wholeZone) return selection.share;
  if (selection.key === 'rest') return all.some((kept) => kept.key === zone.name) ? 0 : 1;
  if (selection.zones.includes(zone.name)) return 1;
  const lies = (inner: string, outer: string): boolean =>
    within[inner as RegionName]?.includes(outer as RegionName) ?? false;
  if (lies(zone.name, selection.key)) return 1;
  const outer = all.find(({ key }) => key === zone.name);
  return lies(selection.key, zone.name) ? Math.min(1, selection.share / (outer?.share ?? 1)) : 0;
}

/** What a kind of lever does per unit to a zone that it acts on wholly. Measured on the fixture photographs. */
function gainsIn(zone: Zone, kind: LeverKind, at: Figures): Gains {
  const gains: Record<Metric, number> = {};
  const add = (metric: Metric | null, gain: number): void => {
    if (metric !== null && Object.hasOwn(at, metric)) gains[metric] = (gains[metric] ?? 0) + gain;
  };
  const value = (metric: Metric | null): number => (metric === null ? 0 : (at[metric] ?? 0));
  const chroma = value(zone.chroma);
  const middle = value(zone.tones.find((metric) => metric.endsWith('p50')) ?? zone.tones[0]!);
  const curve = toneSlopes[kind];
  if (curve !== undefined) addTones(zone, curve, at, add);
  const colour = (perUnit: number, perUnitAtTop: number): void => {
    add(zone.chroma, perUnit * chroma);
    add(zone.chromaTop, perUnitAtTop * value(zone.chromaTop));
    add(zone.a, perUnit * value(zone.a));
    add(zone.b, perUnit * value(zone.b));
  };
  const detail = (perUnit: number): void => add(zone.detail, perUnit * value(zone.detail));
  // Adaptation scales light, so a bright picture takes more of a cast than a dark one.
  const warming = 0.02 + 0.0005 * middle;
  const tinting = 0.01 + 0.00035 * middle;
  switch (kind) {
    case 'temperature':
      add(zone.b, warming);
      add(zone.a, 0.011);
      add(zone.chroma, 0.8 * warming * leaningOf(value(zone.b), chroma));
      if (zone.name === wholeZone) add('cast.neutralB', 0.7 * warming);
      break;
    case 'tint':
      add(zone.a, tinting);
      add(zone.b, -0.55 * tinting);
      if (zone.name === wholeZone) add('cast.neutralA', 0.8 * tinting);
      break;
    case 'wash':
      add(zone.b, 0.11);
      add(zone.a, 0.01);
      add(zone.chroma, 0.09 * leaningOf(value(zone.b), chroma));
      if (zone.name === wholeZone) add('cast.neutralB', 0.11);
      break;
    case 'curve':
      add(zone.deviation, 0.025);
      if (zone.name === wholeZone) {
        add('lightness.p05', -0.03);
        add('lightness.p25', -0.045);
        add('lightness.p50', 0.01);
        add('lightness.p75', 0.045);
        add('lightness.p95', 0.02);
      }
      break;
    case 'exposure':
      add(zone.chroma, 0.14 * chroma);
      add(zone.clippedHighlights, isNearWhite(at) ? 0.15 : 0.03);
      break;
    case 'highlights':
      add(zone.clippedHighlights, isNearWhite(at) ? 0.0005 : 0);
      break;
    case 'whites':
      add(zone.clippedHighlights, isNearWhite(at) ? 0.0008 : 0);
      break;
    case 'fade':
      add(zone.chroma, -0.004 * chroma);
      break;
    case 'mist':
      add(zone.chroma, 0.006 * chroma);
      detail(0.01);
      break;
    case 'dehaze':
      add(zone.chroma, 0.0015 * chroma);
      break;
    case 'vibrance':
      colour(0.0045, 0.003);
      break;
    case 'saturation':
      colour(0.0095, 0.0088);
      break;
    case 'clarity':
      detail(0.0035);
      add(zone.deviation, 0.008);
      break;
    case 'texture':
      detail(0.0018);
      break;
    case 'denoise':
      detail(-0.001);
      if (zone.name === wholeZone) add('noise', -0.009 * value('noise'));
      break;
    case 'soften':
      detail(0.004);
      break;
    case 'sharpen':
      detail(0.001);
      break;
    case 'lensBlur':
      detail(zone.name === 'background' ? -0.007 : -0.002);
      break;
    case 'bandSaturation':
      add(zone.chroma, 0.005 * chroma);
      break;
    case 'bandLuminance':
      for (const metric of zone.tones) add(metric, 0.042);
      break;
    default:
      break;
  }
  return gains;
}

const isNearWhite = (at: Figures): boolean => at['lightness.p99']! > 95;

/** How much of the picture's colour lies along its own warmth, 0..1: there a shift towards warm adds colour. */
export function leaning(at: Figures): number {
  return leaningOf(at['cast.b']!, at['chroma.mean']!);
}

function leaningOf(b: number, chroma: number): number {
  const share = chroma === 0 ? 0 : b / chroma;
  return Math.max(0, Math.min(1, (share - 0.2) / 0.4));
}

function addTones(zone: Zone, curve: ToneCurve, at: Figures, add: (metric: Metric | null, gain: number) => void): void {
  const tones = zone.tones.map((metric) => ({
    metric,
    value: at[metric] ?? 0,
    slope: slopeAt(curve, at[metric] ?? 0),
  }));
  for (const { metric, slope } of tones) add(metric, slope);
  if (zone.deviation === null) return;
  const deviation = at[zone.deviation] ?? 0;
  const spread = tones.flatMap((tone) => {
    const weight = shares[tone.metric.slice(tone.metric.lastIndexOf('.') + 1)];
    return weight === undefined ? [] : [{ ...tone, weight }];
  });
  if (spread.length < 2) {
    const { value } = tones[0]!;
    add(zone.deviation, (slopeAt(curve, value + deviation) - slopeAt(curve, value - deviation)) / 2);
    return;
  }
  const weights = spread.reduce((sum, { weight }) => sum + weight, 0);
  const centre = spread.reduce((sum, { weight, value }) => sum + weight * value, 0) / weights;
  const widened =
    spread.reduce((sum, { weight, value, slope }) => sum + weight * (value - centre) * slope, 0) / weights;
  add(zone.deviation, widened / Math.max(4, deviation));
}
