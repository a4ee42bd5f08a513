import { findTool } from '@safelight/catalogue';
import type { Metric } from '../metrics.ts';
import type { Cell, Facts } from './facts.ts';
import type { Words } from './words.ts';

const tone: Record<Facts['tone'], string> = {
  veryDark: 'very dark',
  dark: 'dark',
  balanced: 'evenly lit',
  bright: 'bright',
  veryBright: 'very bright',
};
const cast: Record<Facts['cast'], string> = {
  warm: 'warm',
  slightlyWarm: 'slightly warm',
  neutral: 'neutral in colour',
  slightlyCool: 'slightly cool',
  cool: 'cool',
};
const contrast: Record<Facts['contrast'], string> = { flat: 'flat', moderate: 'moderate', strong: 'strong' };
const colour: Record<Facts['colour'], string> = { none: 'absent', muted: 'muted', moderate: 'moderate', rich: 'rich' };

const names: Partial<Record<Metric, string>> = {
  'lightness.p01': 'the blacks',
  'lightness.p05': 'the deep shadows',
  'lightness.p25': 'the shadows',
  'lightness.p50': 'the median lightness',
  'lightness.p95': 'the highlights',
  'lightness.deviation': 'the contrast',
  'cast.a': 'the green to magenta balance',
  'cast.b': 'the warmth',
  'chroma.mean': 'the colourfulness',
  'chroma.p95': 'the strongest colours',
  'chroma.byHue.orange.chroma': 'the skin and orange tones',
  'clipping.highlights': 'clipped highlights',
  'clipping.shadows': 'clipped shadows',
  detail: 'the fine contrast',
};
/** A step's calls are all in the record; the thought names the first. */
const toldCallsMax = 4;

const toolName = (tool: string): string => findTool(tool)?.aliasesEn[0] ?? tool;
const nameOf = (metric: string): string => names[metric as Metric] ?? metric;

const protections: Record<string, string> = {
  shadows: 'the shadow detail',
  highlights: 'the highlights',
  skin: 'the skin tones',
  colour: 'the colours',
  contrast: 'the contrast',
  lightness: 'the brightness',
};

function figure(metric: string, value: number): string {
  if (metric.startsWith('clipping')) return percent(value);
  return Math.abs(value) < 1 ? value.toFixed(2) : value.toFixed(1);
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function place({ row, column }: Cell): string {
  if (row === 1 && column === 1) return 'in the middle';
  const vertical = ['at the top', 'in the middle', 'at the bottom'][row]!;
  if (column === 1) return vertical;
  return row === 1 ? `on the ${column === 0 ? 'left' : 'right'}` : `${vertical} ${column === 0 ? 'left' : 'right'}`;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}

const quoted = (parts: readonly string[]): string => list(parts.map((part) => `“${part}”`));

export const english: Words = {
  gap: ' ',
  sees: (facts) => {
    const ends: string[] = [];
    if (facts.clippedHighlights > 0.003) {
      ends.push(
        `The brightest part is ${place(facts.brightest)}, and ${percent(facts.clippedHighlights)} of the picture is clipped to white.`,
      );
    } else
      ends.push(
        `The brightest part is ${place(facts.brightest)} (${facts.brightest.lightness.toFixed(0)}) and keeps its detail.`,
      );
    if (facts.clippedShadows > 0.003)
      ends.push(`${percent(facts.clippedShadows)} is lost in black, the darkest part being ${place(facts.darkest)}.`);
    if (facts.tint !== null) ends.push(`The greys lean to ${facts.tint} (${facts.tintValue.toFixed(1)}).`);
    return [
      `The picture is ${tone[facts.tone]} (median lightness ${facts.median.toFixed(0)} of 100) and ${cast[facts.cast]} (${signed(facts.warmth)} from blue to yellow).`,
      `Its contrast is ${contrast[facts.contrast]} (spread ${facts.deviation.toFixed(1)}) and its colour ${colour[facts.colour]} (mean chroma ${facts.chroma.toFixed(1)}).`,
      ...ends,
    ];
  },
  wants: (targets, constraints, looks) => [
    ...(looks.length > 0 ? [`The look asked for is ${list(looks)}.`] : []),
    ...(targets.length > 0
      ? [
          `For this photo I take that to mean above all: ${list(targets.map((one) => `${nameOf(one.metric)} from ${figure(one.metric, one.from)} to about ${figure(one.metric, one.wanted)}`))}.`,
        ]
      : []),
    ...(constraints.length > 0
      ? [`What must stay: ${list(constraints.map(({ protect }) => protections[protect]!))}.`]
      : []),
  ],
  does: (phase, calls) => {
    const tools = list(
      calls
        .slice(0, toldCallsMax)
        .map(({ tool, value }) => (typeof value === 'number' ? `${toolName(tool)} ${signed(value)}` : toolName(tool))),
    );
    const more = calls.length > toldCallsMax ? ` and ${calls.length - toldCallsMax} more settings` : '';
    const start = {
      foundation: 'I lay the foundation first, white balance, exposure and contrast',
      tone: 'The foundation stands, so I set the tones first',
      finish: 'Now I shape colour and light',
      whole: 'I set',
      correction: 'I correct that',
    }[phase];
    return [`${start}: ${tools}${more}.`];
  },
  expects: (predictions) =>
    predictions.length === 0
      ? []
      : [
          `I expect ${list(predictions.map((one) => `${nameOf(one.metric)} to go from ${figure(one.metric, one.before)} to ${figure(one.metric, one.expected)}`))}.`,
        ],
  compares: (comparisons, step) =>
    comparisons.length === 0
      ? [`Step ${step} is rendered.`]
      : [
          `Step ${step} moved ${list(comparisons.map((one) => `${nameOf(one.metric)} from ${figure(one.metric, one.before)} to ${figure(one.metric, one.measured)} (I expected ${figure(one.metric, one.expected)})`))}.`,
        ],
  hits: (guards) => (guards.length === 0 ? [] : [`Past what I allow: ${list(guards.map(nameOf))}.`]),
  refused: (problems) =>
    problems.length === 0
      ? []
      : [
          `${problems.length === 1 ? 'One setting was' : `${problems.length} settings were`} refused, and I do without: ${problems.map(({ message }) => message).join(' ')}`,
        ],
  dead: (levers) =>
    levers.length === 0 ? [] : [`${list(levers)} changed next to nothing here, so I leave it and use other tools.`],
  ends: (why, met, wanted) => {
    const count = wanted === 0 ? '' : ` (${met} of ${wanted} aims are met)`;
    if (why === 'met') return [`The picture is where it should be${count}, so I stop here.`];
    if (why === 'noBenefit') return [`Another correction would cost more than it gains${count}, so I stop here.`];
    return [`The steps are used up${count}.`];
  },
  sums: (rows) =>
    rows.length === 0
      ? []
      : [
          `From the original to now: ${list(rows.map((one) => `${nameOf(one.metric)} ${figure(one.metric, one.before)} → ${figure(one.metric, one.measured)} (aim ${figure(one.metric, one.expected)})`))}.`,
        ],
  leaves: (notDevelopWork, notUnderstood) => [
    ...(notDevelopWork.length > 0
      ? [
          `Safelight edits light and colour and does not invent or remove content, so I left out ${quoted(notDevelopWork)}.`,
        ]
      : []),
    ...(notUnderstood.length > 0 ? [`I did not understand ${quoted(notUnderstood)}.`] : []),
  ],
  nothing: (notDevelopWork, notUnderstood) =>
    notDevelopWork.length > 0
      ? `Safelight edits light and colour and does not invent or remove content (${quoted(notDevelopWork)}). Ask for a change of light, colour or contrast instead, such as “warmer, with open shadows”.`
      : `Safelight found no wish for light or colour in the instruction${notUnderstood.length > 0 ? ` (${quoted(notUnderstood)})` : ''}. Ask for a change of light, colour or contrast instead, such as “warmer, with open shadows”.`,
};

function signed(value: number): string {
  const text = Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1).replace(/0$/, '');
  return value > 0 ? `+${text}` : text.replace('-', '−');
}
