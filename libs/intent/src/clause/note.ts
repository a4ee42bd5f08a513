import type { Region } from '../intent.ts';
import type { Token } from '../scan/scan.ts';
import type { Draft } from './collected.ts';

/** Below this a number of "K" is no temperature: "4K" is a size of picture. */
const kelvinMin = 1_000;

/** Takes a word that names a part of the picture. */
export function noteRegion(draft: Draft, { meaning, from, to }: Token): boolean {
  if (meaning.kind !== 'region') return false;
  if (meaning.region === 'whole') {
    draft.whole = true;
    return true;
  }
  if (meaning.near !== undefined) draft.guesses.push({ from, to, meaning: meaning.near });
  addRegion(draft, meaning.region, from, to);
  return true;
}

function addRegion(draft: Draft, region: Region, from: number, to: number): void {
  const last = draft.regions.at(-1);
  // "Eyes and teeth", "her face skin": regions without a wish between them are one list.
  if (last !== undefined && draft.regionsJoin) {
    draft.regions[draft.regions.length - 1] = { regions: [...last.regions, region], from: last.from, to };
  } else draft.regions.push({ regions: [region], from, to });
  draft.regionsJoin = true;
}

/** Takes a number or the unit behind one. */
export function noteFigure(draft: Draft, token: Token): boolean {
  const { meaning, from, to } = token;
  if (meaning.kind === 'number') {
    const { value, signed, tool } = meaning;
    draft.figures.push({ value, signed, absolute: draft.towards, from, to, unit: tool ?? null, percent: false });
    draft.towards = false;
    return true;
  }
  if (meaning.kind !== 'unit') return false;
  const figure = draft.figures.at(-1);
  const cold = meaning.tool === 'temperature' && Math.abs(figure?.value ?? 0) < kelvinMin;
  if (figure !== undefined && figure.unit === null && !cold) {
    figure.unit = meaning.tool;
    figure.percent = meaning.percent ?? false;
    figure.to = to;
  }
  return true;
}
