/**
 * Two pictures in one SVG: what each rule costs against what it misses, and how each follows one day. Colours are of the
 * reader's scheme, light or dark.
 */
import { ours, standings } from './compare.ts';
import type { Minute, Outcome } from './model/result.ts';

const width = 960;

/** In the light; the same names in the dark below. Attributes carry the light ones, for readers that know no media query. */
const light = {
  paper: '#ffffff',
  ink: '#1f2328',
  soft: '#59636e',
  line: '#d1d9e0',
  load: '#e4e9ee',
  p0: '#8250df',
  p1: '#bf3989',
  p2: '#9a6700',
  p3: '#cf222e',
  p4: '#0969da',
  p5: '#1a7f37',
} as const;
type Colour = keyof typeof light;

const dark: Readonly<Record<Colour, string>> = {
  paper: '#0d1117',
  ink: '#e6edf3',
  soft: '#9198a1',
  line: '#3d444d',
  load: '#21262d',
  p0: '#bc8cff',
  p1: '#f778ba',
  p2: '#d29922',
  p3: '#ff7b72',
  p4: '#58a6ff',
  p5: '#3fb950',
};

const inDark = Object.entries(dark).map(([name, value]) => `.f-${name}{fill:${value}}.s-${name}{stroke:${value}}`);
const style = `
  text { font: 13px system-ui, "Segoe UI", "DejaVu Sans", sans-serif; }
  .head { font-size: 16px; font-weight: 600; } .bold { font-weight: 600; }
  @media (prefers-color-scheme: dark) { ${inDark.join('')} }`;

const fill = (colour: Colour) => `class="f-${colour}" fill="${light[colour]}"`;
const stroke = (colour: Colour) => `class="s-${colour}" stroke="${light[colour]}"`;
const colourOf = (index: number) => `p${index % 6}` as Colour;

export function plot(outcomes: readonly Outcome[], day: string): string {
  const parts = [
    scatter(outcomes),
    course(
      outcomes.filter(({ trace }) => trace === day),
      day,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 900" role="img">`,
    `<title>Rules of scaling: what they miss, what they cost, how they follow a day</title>`,
    `<style>${style}\n</style>`,
    `<rect width="${width}" height="900" ${fill('paper')}/>`,
    ...parts,
    '</svg>\n',
  ].join('\n');
}

/** Cost to the right, misses upwards, both in decades; what misses nothing lies on a line of its own. */
function scatter(outcomes: readonly Outcome[]): string {
  const all = standings(outcomes);
  const days = new Set(outcomes.map(({ trace }) => trace)).size;
  const [left, right, top, bottom] = [90, 930, 60, 370];
  const hours = all.map(({ replicaSeconds }) => replicaSeconds / 3600 / days);
  const [low, high] = [Math.log10(Math.min(...hours) * 0.8), Math.log10(Math.max(...hours) * 1.25)];
  const x = (value: number) => left + ((Math.log10(value) - low) / (high - low)) * (right - left);
  const zero = bottom - 18;
  const y = (per100k: number) =>
    per100k === 0 ? zero : zero - 30 - (Math.log10(Math.max(0.01, per100k)) + 2) * ((zero - 30 - top) / 7);
  const ticksX = [20, 30, 50, 100, 200, 300, 500, 1000].filter((value) => value > 10 ** low && value < 10 ** high);
  const ticksY = [0, 0.01, 0.1, 1, 10, 100, 1000, 10_000, 100_000];
  const label = (value: number) => (value === 0 ? 'none' : value.toLocaleString('en-GB'));
  return [
    text(left - 60, 32, 'Steps that missed their objective, of 100,000, against GPU hours a day', 'head'),
    ...ticksY.map(
      (value) => rule(left, y(value), right, y(value)) + text(left - 10, y(value) + 4, label(value), 'soft', 'end'),
    ),
    ...ticksX.map((value) => text(x(value), bottom + 20, `${value} h`, 'soft', 'middle')),
    ...all.map((one, index) => {
      const [px, py] = [x(hours[index]!), y((one.misses / one.requests) * 1e5)];
      const isOurs = one.policy === ours;
      const dot = `<circle cx="${n(px)}" cy="${n(py)}" r="${isOurs ? 8 : 6}" ${fill(colourOf(index))}/>`;
      const side = px > right - 190 ? ([px - 12, 'end'] as const) : ([px + 12, 'start'] as const);
      return dot + text(side[0], py - 8, one.policy, isOurs ? 'bold' : '', side[1]);
    }),
  ].join('\n');
}

/** Replicas of each rule through one day, over the load. */
function course(outcomes: readonly Outcome[], day: string): string {
  const [left, right, top, bottom] = [90, 930, 480, 820];
  const most = Math.max(...outcomes.flatMap(({ minutes }) => minutes.map(({ wanted }) => wanted)), 1);
  const end = Math.max(...outcomes.flatMap(({ minutes }) => minutes.map(({ atSeconds }) => atSeconds)));
  const x = (seconds: number) => left + (seconds / end) * (right - left);
  const y = (replicas: number) => bottom - (replicas / most) * (bottom - top);
  const load = rates(outcomes[0]!.minutes);
  const loadMost = Math.max(...load.map(({ value }) => value));
  const area = load.map(({ at, value }) => `${n(x(at))},${n(bottom - (value / loadMost) * (bottom - top))}`).join(' ');
  return [
    text(
      left - 60,
      432,
      `Replicas through one day (${day}, not used for tuning); shaded: steps a second, at most ${loadMost.toFixed(0)}`,
      'head',
    ),
    `<polygon points="${n(left)},${bottom} ${area} ${n(right)},${bottom}" ${fill('load')}/>`,
    ...[0, 10, 20, 30, 40]
      .filter((value) => value <= most)
      .map(
        (value) => rule(left, y(value), right, y(value)) + text(left - 10, y(value) + 4, String(value), 'soft', 'end'),
      ),
    ...[0, 4, 8, 12, 16, 20, 24].map((hour) => text(x(hour * 3600), bottom + 20, `${hour} h`, 'soft', 'middle')),
    ...outcomes.map(({ policy, minutes }, index) => {
      const points = steps(minutes)
        .map(({ at, value }) => `${n(x(at))},${n(y(value))}`)
        .join(' ');
      const weight = policy === ours ? 2.5 : 1.3;
      return `<polyline points="${points}" fill="none" ${stroke(colourOf(index))} stroke-width="${weight}"/>`;
    }),
    ...outcomes.map(({ policy }, index) => {
      // Some eight pixels a letter.
      const at = 40 + outcomes.slice(0, index).reduce((sum, one) => sum + 60 + 8 * one.policy.length, 0);
      const key = `<rect x="${at}" y="866" width="18" height="4" ${fill(colourOf(index))}/>`;
      return key + text(at + 24, 873, policy, policy === ours ? 'bold' : '');
    }),
  ].join('\n');
}

/** Requests a second, five minutes at a time. */
function rates(minutes: readonly Minute[]): readonly { readonly at: number; readonly value: number }[] {
  return minutes
    .filter((_, index) => index % 5 === 0)
    .map(({ atSeconds, arrived }, index, all) => ({
      at: atSeconds,
      value: (arrived - (all[index - 1]?.arrived ?? 0)) / 300,
    }));
}

/** A staircase: only where the count changes. */
function steps(minutes: readonly Minute[]): readonly { readonly at: number; readonly value: number }[] {
  return minutes.flatMap(({ atSeconds: at, wanted: value }, index) => {
    const before = minutes[index - 1]?.wanted;
    if (before === value && index < minutes.length - 1) return [];
    return before === undefined
      ? [{ at, value }]
      : [
          { at, value: before },
          { at, value },
        ];
  });
}

const n = (value: number) => String(Math.round(value * 10) / 10);
const rule = (x1: number, y1: number, x2: number, y2: number) =>
  `<line x1="${n(x1)}" y1="${n(y1)}" x2="${n(x2)}" y2="${n(y2)}" ${stroke('line')}/>`;
const text = (x: number, y: number, words: string, kind = '', anchor = 'start') => {
  const colour = kind === 'soft' ? 'soft' : 'ink';
  const classes = `f-${colour} ${kind}`.trim();
  return `<text x="${n(x)}" y="${n(y)}" class="${classes}" fill="${light[colour]}" text-anchor="${anchor}">${words}</text>`;
};
