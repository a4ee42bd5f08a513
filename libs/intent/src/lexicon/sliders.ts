import { tools, type Tool } from '@safelight/catalogue';
import { noun, type LexiconRow } from './meaning.ts';

/** Groups whose sliders no axis stands for. The basic panel has its words among the axes, masks are for the planner. */
const groups: readonly string[] = [
  'tone-curve',
  'hsl',
  'bw-mix',
  'color-grading',
  'detail',
  'lens',
  'transform',
  'effects',
  'calibration',
  'hdr',
  'lens-blur',
];

/** What the engine does not render; it says why (`safelight tools --status`). */
const notRendered: readonly string[] = ['lensProfileDistortionScale', 'lensProfileVignettingScale'];

/** Aliases that are wishes rather than names, or words of everyday speech: they are read by the axes and regions. */
const wishEn =
  /^(?:less|more|brighter|darker|remove|smooth|soft|keep|preserve|protect|straighten|rotate|level|tilt|shift|make|auto|no|dreamy|mist|zoom|scale|balance|blending|aspect|stretch|squeeze|offset|sky|skin|lips|grass|gold|straight|leaning|crisper|sharpen$|analog|bubble|distortion scale|vignetting scale)\b/;
const wishZh =
  /更|变|减淡|偏|^(?:天空|蓝天|皮肤|肤色|嘴唇|草地|树叶|绿植|金色|平衡|混合|过渡|比例|缩放|旋转|水平|垂直|增强|角度|方向|数量|细节|蒙版|自动|拉伸|扶正|楼歪|圆度|色斑|柔光|梦幻光|镜头模糊|环形)/;

/** `colorGradeShadowHue` → `color grade shadow hue`. */
function spelled(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

const named = tools.filter(
  ({ name, group, setting, type }) =>
    groups.includes(group) && setting && (type === 'int' || type === 'float') && !notRendered.includes(name),
);

const rowsOf = (phrasesOf: (tool: Tool) => readonly string[]): readonly LexiconRow[] =>
  named.map((tool) => [noun(null, { tool: tool.name }), phrasesOf(tool).filter(Boolean).join('|')]);

/** Sliders that have a name of their own beyond the axes: "blue saturation -20", 蓝色饱和度-20. */
export const sliderRows = {
  en: rowsOf(({ name, aliasesEn }) => [
    spelled(name),
    ...aliasesEn.map((alias) => alias.replaceAll('-', ' ')).filter((alias) => !wishEn.test(alias)),
  ]),
  zh: rowsOf(({ aliasesZh }) => aliasesZh.map((alias) => alias.toLowerCase()).filter((alias) => !wishZh.test(alias))),
};
