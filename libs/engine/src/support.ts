import { findTool } from '@safelight/catalogue';
import { colourTools } from './groups/basic/colour.ts';
import { regionTools } from './groups/basic/regions.ts';
import { toneTools } from './groups/basic/tone.ts';
import { whiteBalanceTools } from './groups/basic/white-balance.ts';
import { bwMixTools } from './groups/bw-mix/bw-mix.ts';
import { calibrationTools } from './groups/calibration/calibration.ts';
import { colorGradingTools } from './groups/color-grading/color-grading.ts';
import { cropTools } from './groups/crop/frame.ts';
import { grainTools } from './groups/effects/grain.ts';
import { vignetteTools } from './groups/effects/vignette.ts';
import { hslTools } from './groups/hsl/hsl.ts';
import { toneCurveTools } from './groups/tone-curve/tone-curve.ts';

/** Names of the tools that change pixels, in the order of the groups. */
export const renderedTools: readonly string[] = Object.freeze([
  ...whiteBalanceTools,
  'exposure',
  ...toneTools,
  ...regionTools,
  'texture',
  'clarity',
  'dehaze',
  ...colourTools,
  'autoTone',
  ...toneCurveTools,
  ...hslTools,
  ...bwMixTools,
  ...colorGradingTools,
  ...calibrationTools,
  ...vignetteTools.filter((tool) => tool !== 'overrideLookVignette'),
  ...grainTools,
  ...cropTools,
]);

const rendered = new Set(renderedTools);

/** Why a tool does not render, by tool where its group renders in part, else by group. */
const reasonByTool: Readonly<Record<string, string>> = {
  overrideLookVignette: 'Creative profiles are not rendered, so there is no built-in vignette to replace.',
};
const glow = 'Glow needs a wide blur stage that the engine does not have yet.';
const reasonByGroup: Readonly<Record<string, string>> = {
  profile: 'Camera and creative profiles are proprietary tables; the engine develops from the file’s own colours.',
  'point-color': 'Point colour is not in the engine yet; use the HSL mixer for the hue family.',
  detail: 'Sharpening and noise reduction are not in the engine yet.',
  lens: 'Lens corrections are not in the engine yet.',
  transform: 'Perspective corrections are not in the engine yet; cropAngle straightens a horizon.',
  effects: glow,
  hdr: 'HDR output is not in the engine yet; pictures are rendered for standard displays.',
  'lens-blur': 'Lens blur needs a depth map, which the engine cannot make yet.',
  retouch: 'Healing, cloning and red-eye removal are not in the engine yet.',
  'mask-geometry': 'Masks are not in the engine yet; use the global tools.',
  'local-mask': 'Masks are not in the engine yet; use the global tools.',
  'local-adjust': 'Local adjustments need masks, which are not in the engine yet; use the global tools.',
};

/**
 * Why the engine leaves a tool out, in one line that says what to use instead where there is something; undefined
 * when it renders. An unknown name has a reason too.
 */
export function notRenderedReason(toolName: string): string | undefined {
  if (rendered.has(toolName)) return undefined;
  const tool = findTool(toolName);
  if (tool === undefined) return 'There is no such tool. See the list of tools.';
  const reason = reasonByTool[toolName] ?? reasonByGroup[tool.group];
  if (reason === undefined) throw new Error(`The group "${tool.group}" has no reason for not rendering "${toolName}".`);
  return reason;
}
