import type { Measurement, ToolCall } from '@safelight/core';
import { looks, type Axis, type Intent, type Look, type LookName } from '@safelight/intent';
import type { Craft } from './craft.ts';
import { effectCalls } from './effects.ts';
import { cinematic, dramatic, film, lowKey, moody, tealAndOrange, vintage, vivid } from './film.ts';
import { airy, blueHour, cozy, dreamy, goldenHour, pastel, winter } from './light.ts';
import { blackAndWhite, sepia } from './monochrome.ts';

/** Every look has its line: `null` says that its goals are all of it. */
const crafts: Record<LookName, Craft | null> = {
  'golden hour': goldenHour,
  'blue hour': blueHour,
  moody,
  dramatic,
  film,
  airy,
  'black and white': blackAndWhite,
  sepia,
  cinematic,
  dreamy,
  vintage,
  'high key': null,
  'low key': lowKey,
  vivid,
  matte: null,
  pastel,
  'teal and orange': tealAndOrange,
  winter,
  cozy,
  natural: null,
};

const colourTool = /^(?:hue|saturation|luminance)[A-Z]|^toneCurve(?:Red|Green|Blue)$/;

/** The fixed part of the edit: looks in the instruction's order (later ones win a setting), then vignette and grain. */
export function craftCalls(
  intent: Intent,
  measurement: Measurement,
  vary: (axis: Axis) => number,
): readonly ToolCall[] {
  const settings = new Map<string, ToolCall>();
  const monochrome = intent.goals.some(({ axis, amount }) => axis === 'monochrome' && amount > 0);
  const keepsColour = intent.constraints.some(({ protect }) => protect === 'colour');
  for (const look of intent.looks as readonly LookName[]) {
    const strength = strengthOf(look, intent) * vary('saturation') * (keepsColour ? 0.3 : 1);
    for (const call of crafts[look]?.({ measurement, strength }) ?? []) settings.set(call.tool, call);
  }
  for (const call of effectCalls(intent.goals)) settings.set(call.tool, call);
  const monochromeLook = intent.looks.some((look) => look === 'sepia');
  const fits = ({ tool }: ToolCall): boolean => {
    if (intent.explicit.some((call) => call.tool === tool)) return false;
    if (!monochrome) return !tool.startsWith('grayMixer');
    return !colourTool.test(tool) && (monochromeLook || !tool.startsWith('colorGrade'));
  };
  return [...settings.values()].filter(fits);
}

/** How strongly a look is wanted: its goals' amounts over those written for it, where no other wish took them over. */
function strengthOf(name: LookName, intent: Intent): number {
  const look: Look = looks[name];
  const ratios = intent.goals.flatMap(({ axis, amount, look: from }) => {
    const written = look.goals[axis];
    return from === name && written !== undefined && axis !== 'monochrome' ? [amount / written] : [];
  });
  return ratios.length === 0 ? 1 : Math.max(0.3, Math.min(1.3, Math.max(...ratios)));
}
