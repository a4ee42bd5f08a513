import type { ToolCall } from '@safelight/core';
import type { FollowUp } from '@safelight/intent';
import { isCropEdge, signed, tellCalls, type ToldSetting } from '../tools.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf } from './names.ts';

/** A step's calls are all in the record; the thought names the first. */
const toldMax = 5;

const told = ({ name, value }: ToldSetting): string => (value === null ? name : `${name} ${signed(value)}`);

function resumed(followUp: FollowUp): string {
  switch (followUp.kind) {
    case 'undo': {
      const things = followUp.what === 'step' ? 'step' : 'turn';
      return followUp.count === 1
        ? `I take back the last ${things}`
        : `I take back the last ${followUp.count} ${things}s`;
    }
    case 'back':
      if (followUp.to === 'original') return 'I go back to the untouched photo';
      return followUp.to > 0 ? `I go back to version ${followUp.to}` : 'I go back to an earlier version';
    case 'again': {
      if (followUp.scale === 1) return 'I keep what the last turn did';
      const change = Math.round(Math.abs(followUp.scale - 1) * 100);
      return `I set the last turn’s change ${change} % ${followUp.scale > 1 ? 'stronger' : 'weaker'}`;
    }
  }
}

function partsOf(calls: readonly ToolCall[]): readonly string[] {
  const { whole, local } = tellCalls(calls, 'en');
  return [...whole.map(told), ...local.map(({ target, settings }) => `on “${target}” ${list(settings.map(told))}`)];
}

function listed(parts: readonly string[]): string {
  const more = parts.length > toldMax ? ` and ${parts.length - toldMax} more` : '';
  return list(parts.slice(0, toldMax)) + more;
}

const starts = {
  foundation: 'I lay the foundation first, the tone and colour of the whole',
  local: 'Now I shape the light where it is asked for',
  finish: 'Now I finish colour, light and surface',
  whole: 'I set',
  correction: 'I correct that',
  reflection: 'From the original I set anew',
} as const;

export const done: Pick<
  Words,
  'resumes' | 'takesBack' | 'frames' | 'does' | 'expects' | 'compares' | 'hits' | 'returns' | 'refused' | 'dead'
> = {
  resumes: (followUps) => (followUps.length === 0 ? [] : [`${list(followUps.map(resumed))}.`]),
  takesBack: (calls) => {
    const crop = calls.some(({ tool }) => isCropEdge(tool)) ? ['the crop'] : [];
    const settings = listed([...crop, ...partsOf(calls)]);
    return settings === '' ? [] : [`That takes back ${settings}.`];
  },
  frames: ({ straightened, level, aspect, aboutSubject, fits }) => [
    ...(level === 'unsure' ? ['I see no line that tells for sure what is level, so I leave the angle as it is.'] : []),
    ...(level === 'already' ? ['The picture is level already.'] : []),
    ...(straightened !== null
      ? [
          `I level the picture by ${Math.abs(straightened).toFixed(1)}° ${straightened > 0 ? 'clockwise' : 'anticlockwise'}.`,
        ]
      : []),
    ...(typeof aspect === 'number' && fits
      ? [`I crop to ${ratio(aspect)}, ${aboutSubject ? 'centred on the subject' : 'about the middle'}.`]
      : []),
    ...(typeof aspect === 'number' && !fits ? ['That crop is too narrow for the angle, so I leave it.'] : []),
    ...(aspect === 'original' ? ['I bring back the whole frame.'] : []),
  ],
  does: (phase, calls) => {
    const settings = listed(partsOf(calls));
    return settings === '' ? [] : [`${starts[phase]}: ${settings}.`];
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
  returns: (step) => [`Step ${step} was better than what came after it, so I go back to it.`],
  hits: (guards) => (guards.length === 0 ? [] : [`Past what I allow: ${list(guards.map(nameOf))}.`]),
  refused: (problems) =>
    problems.length === 0
      ? []
      : [
          `${problems.length === 1 ? 'One setting was' : `${problems.length} settings were`} refused, and I do without: ${problems.map(({ message }) => message).join(' ')}`,
        ],
  dead: (levers) =>
    levers.length === 0 ? [] : [`${list(levers)} changed next to nothing here, so I leave it and use other tools.`],
};

/** "16:9" where it is one that people say, else the number. */
function ratio(aspect: number): string {
  const known = [[1, 1], [3, 2], [2, 3], [4, 3], [3, 4], [16, 9], [9, 16], [4, 5], [5, 4], [21, 9], [2, 1], [1, 2]] as const; // prettier-ignore
  const found = known.find(([width, height]) => Math.abs(width / height - aspect) < 0.005);
  return found === undefined ? aspect.toFixed(2) : found.join(':');
}
