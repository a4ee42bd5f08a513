import { findTool } from '@safelight/catalogue';
import {
  outcomeOf,
  type Attribution,
  type CallValue,
  type EvaluationMetric,
  type Measurement,
  type ToolCall,
} from '@safelight/core';
import { diffRecipes, isFields, textOfList } from '@safelight/recipe';
import type { Judged } from '../../sample/pair.ts';
import { attributionsOf } from './attribution.ts';

/** A metric on which the worse edit lost. */
export interface Loss {
  readonly name: string;
  readonly axis: EvaluationMetric['axis'];
  readonly worse: EvaluationMetric;
  readonly better: EvaluationMetric;
}

/** A setting that differs. */
export interface Difference {
  readonly tool: string;
  /** Which correction, swatch or place of a local tool. */
  readonly target?: string;
  /** The tool's usual word in each language. */
  readonly words: { readonly en: string; readonly zh: string };
  readonly worse: CallValue;
  readonly better: CallValue;
}

/** A measured figure of the two results that is plainly different. */
export interface Contrast {
  readonly figure: keyof typeof figures;
  readonly worse: number;
  readonly better: number;
}

/** What tells the two edits apart, from which every sentence of the analysis is made. */
export interface Facts {
  readonly worse: Judged;
  readonly better: Judged;
  /** Most costly first. */
  readonly losses: readonly Loss[];
  /** In catalogue order. */
  readonly differences: readonly Difference[];
  /** Which of the differences explain which figures, the strongest first. */
  readonly attributions: readonly Attribution[];
  /** Most visible first. */
  readonly contrasts: readonly Contrast[];
  readonly wordsOf: (tool: string) => Difference['words'];
}

const listMax = 3;
const lossMin = 0.1;

/** Figures by how the picture looks, with the change that is plain to see (OKLab × 100). */
const figures = {
  lightness: { read: (m: Measurement) => m.lightness.p50, visible: 2 },
  darkTones: { read: (m: Measurement) => m.lightness.p05, visible: 2 },
  lightTones: { read: (m: Measurement) => m.lightness.p95, visible: 2 },
  spread: { read: (m: Measurement) => m.lightness.deviation, visible: 1 },
  warmth: { read: (m: Measurement) => m.cast.b, visible: 0.8 },
  tint: { read: (m: Measurement) => m.cast.a, visible: 0.8 },
  chroma: { read: (m: Measurement) => m.chroma.mean, visible: 0.8 },
} as const;

export function factsOf(worse: Judged, better: Judged): Facts {
  const differences = differencesOf(worse, better);
  return {
    worse,
    better,
    losses: lossesOf(worse, better),
    differences,
    attributions: attributionsOf(differences, outcomeOf(worse), outcomeOf(better)),
    contrasts: contrastsOf(worse, better),
    wordsOf,
  };
}

function wordsOf(tool: string): Difference['words'] {
  const { aliasesEn, aliasesZh } = findTool(tool)!;
  return { en: aliasesEn[0] ?? tool, zh: aliasesZh[0] ?? tool };
}

/** The differences that no attribution tells of. */
export function unexplained({ differences, attributions }: Facts): readonly Difference[] {
  return differences.filter(
    (one) => !attributions.some(({ tool, target }) => tool === one.tool && target === (one.target ?? null)),
  );
}

function lossesOf(worse: Judged, better: Judged): readonly Loss[] {
  const cost = (loss: Loss): number => loss.worse.weight * (loss.better.value - loss.worse.value);
  return worse.evaluation.metrics
    .flatMap((own): Loss[] => {
      const other = better.evaluation.metrics.find(({ name, axis }) => name === own.name && axis === own.axis);
      return other === undefined ? [] : [{ name: own.name, axis: own.axis, worse: own, better: other }];
    })
    .filter((loss) => cost(loss) >= lossMin)
    .sort((one, other) => cost(other) - cost(one))
    .slice(0, listMax);
}

function differencesOf(worse: Judged, better: Judged): readonly Difference[] {
  const [from, to] = [outcomeOf(worse).recipe, outcomeOf(better).recipe];
  // Where the way back sets the same tool, it says what the worse edit had there.
  const back = diffRecipes(to, from);
  return diffRecipes(from, to).flatMap(({ tool, value, target }): Difference[] => {
    const was = back.find((call) => call.tool === tool && call.target === target);
    if (was === undefined) return [];
    return [{ tool, words: wordsOf(tool), worse: was.value, better: value, ...(target !== undefined && { target }) }];
  });
}

function contrastsOf(worse: Judged, better: Judged): readonly Contrast[] {
  const [one, other] = [outcomeOf(worse).measurement, outcomeOf(better).measurement];
  const steps = ({ figure, worse: from, better: to }: Contrast): number =>
    Math.abs(to - from) / figures[figure].visible;
  return (Object.keys(figures) as (keyof typeof figures)[])
    .map((figure) => ({ figure, worse: figures[figure].read(one), better: figures[figure].read(other) }))
    .filter((contrast) => steps(contrast) >= 1)
    .sort((first, second) => steps(second) - steps(first))
    .slice(0, listMax);
}

/** A setting's value as a panel shows it: a plus where the scale has a minus, curves by their points. */
export function valueText(tool: string, value: CallValue): string {
  if (typeof value === 'number') return value > 0 && (findTool(tool)?.min ?? 0) < 0 ? `+${value}` : String(value);
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  if (isFields(value)) {
    return `(${Object.entries(value)
      .map(([name, part]) => `${name} ${valueText(name, part)}`)
      .join(' ')})`;
  }
  return textOfList(value, '→', ' ');
}

/** "16 too high": how far a number is from the better one. */
export function amountText(worse: CallValue, better: CallValue, high: string, low: string): string {
  const off = Number(worse) - Number(better);
  return `${Number(Math.abs(off).toFixed(2))} ${off > 0 ? high : low}`;
}

/** A call as text: `exposure +0.7`, `localExposure[sky] -0.5`. */
export function callText({ tool, value, target }: ToolCall): string {
  return `${tool}${target === undefined ? '' : `[${target}]`} ${valueText(tool, value)}`;
}
