/** `npm run perception`: how well mattes fit outlines marked by hand. A table for people, one JSON line for machines. */
import { openPerception } from '../perception.ts';
import { evaluate } from './evaluate.ts';
import type { Figure } from './evaluate.ts';

await using perception = await openPerception();
const figures: Figure[] = [];
for await (const figure of evaluate(perception)) {
  figures.push(figure);
}

const pad = (text: string, width: number): string => text.padEnd(width);
console.log(`${pad('picture', 38)}${pad('tool', 20)}${pad('IoU', 8)}${pad('sure', 8)}ms`);
for (const { picture, tool, shown, iou, confidence, milliseconds } of figures) {
  const answer = shown ? iou.toFixed(3) : iou === 1 ? '–' : 'FALSE';
  console.log(
    `${pad(picture, 38)}${pad(tool, 20)}${pad(answer, 8)}${pad(confidence?.toFixed(2) ?? '', 8)}${milliseconds.toFixed(0)}`,
  );
}

const tools = [...new Set(figures.map((f) => f.tool))];
console.log(`\n${pad('tool', 20)}${pad('mean IoU', 10)}${pad('worst', 8)}${pad('shown', 7)}false findings`);
const summary = tools.map((tool) => {
  const shown = figures.filter((f) => f.tool === tool && f.shown).map((f) => f.iou);
  const absent = figures.filter((f) => f.tool === tool && !f.shown);
  return {
    tool,
    mean: shown.length === 0 ? null : shown.reduce((sum, v) => sum + v, 0) / shown.length,
    worst: shown.length === 0 ? null : Math.min(...shown),
    shown: shown.length,
    falseFindings: absent.filter((f) => f.iou === 0).length,
    absent: absent.length,
  };
});
for (const { tool, mean, worst, shown, falseFindings, absent } of summary) {
  console.log(
    `${pad(tool, 20)}${pad(mean?.toFixed(3) ?? '–', 10)}${pad(worst?.toFixed(3) ?? '–', 8)}${pad(String(shown), 7)}${falseFindings} of ${absent}`,
  );
}
console.log(JSON.stringify({ bench: 'perception', summary, figures }));
