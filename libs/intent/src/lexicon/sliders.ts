import { tools, type Tool } from '@safelight/catalogue';
import { noun, type LexiconRow } from './meaning.ts';

const groups: readonly string[] = ['tone-curve', 'hsl', 'bw-mix', 'color-grading', 'effects', 'calibration'];

/** `colorGradeShadowHue` → `color grade shadow hue`. */
function spelled(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

const named = tools.filter(
  (tool) => groups.includes(tool.group) && tool.setting && (tool.type === 'int' || tool.type === 'float'),
);

const rowsOf = (phrasesOf: (tool: Tool) => readonly string[]): readonly LexiconRow[] =>
  named.map((tool) => [noun(null, { tool: tool.name }), phrasesOf(tool).filter(Boolean).join('|')]);

/** Sliders that have a name of their own beyond the axes: "blue saturation -20", 蓝色饱和度-20. */
export const sliderRows = {
  // A catalogue row lists the plainest alias first.
  en: rowsOf((tool) => [spelled(tool.name), tool.aliasesEn[0] ?? '']),
  zh: rowsOf((tool) => [tool.aliasesZh[0] ?? '']),
};
