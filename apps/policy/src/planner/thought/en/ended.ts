import { nameOfRegion, type Intent } from '@safelight/intent';
import type { NotFound } from '../../parts.ts';
import type { Words } from '../words.ts';
import { figure, list, nameOf, quoted } from './names.ts';

function left(intent: Intent, notFound: readonly NotFound[]): readonly string[] {
  const { notDevelopWork, notUnderstood, outOfRange, contradictions, guessed, reasons } = intent;
  const explained = new Set(reasons.map(({ source }) => source));
  const unexplained = notUnderstood.filter((source) => !explained.has(source));
  const names = [...new Set(notFound.map(({ region }) => nameOfRegion(region, 'en')))];
  return [
    ...guessed.map(({ source, meaning }) => `I read “${source}” as ${meaning}.`),
    ...contradictions.map(
      ({ earlier, later }) => `“${earlier}” and “${later}” contradict each other; I do the later one.`,
    ),
    ...(names.length > 0
      ? [
          `I do not find ${list(names.map((name) => `the ${name}`))} in this photo, so I leave out ${quoted(notFound.map(({ source }) => source))}.`,
        ]
      : []),
    ...outOfRange.map(
      ({ source, min, max }) => `“${source}” is past the slider’s end (${min} to ${max}), so I leave it out.`,
    ),
    ...(notDevelopWork.length > 0
      ? [
          `Safelight edits light and colour and does not invent or remove content, so I left out ${quoted(notDevelopWork)}.`,
        ]
      : []),
    ...reasons.map((reason) =>
      reason.why === 'noRegion'
        ? `I cannot select “${reason.thing}” by itself.`
        : `“${reason.source}” speaks of an earlier edit, and there is none.`,
    ),
    ...(unexplained.length > 0 ? [`I did not understand ${quoted(unexplained)}.`] : []),
  ];
}

const instead = 'Ask for a change of light, colour or contrast instead, such as “warmer, with open shadows”.';

export const ended: Pick<Words, 'reflects' | 'ends' | 'sums' | 'leaves' | 'nothing'> = {
  reflects: ({ short, judged }, { tooWeak, tooStrong, missing }) => [
    ...(short.length > 0
      ? [
          `The last result fell short: ${list(short.map((one) => `${nameOf(one.metric)} came to ${figure(one.metric, one.measured)} where ${figure(one.metric, one.expected)} was meant`))}.`,
        ]
      : ['The last result reached its aims.']),
    ...(judged.length > 0
      ? [
          `The evaluation marks down ${list(judged.map(({ name, value, evidence }) => `${name} (${value.toFixed(1)} of 10: ${evidence.replace(/\.$/, '')})`))}.`,
        ]
      : []),
    ...(tooWeak.length > 0
      ? [`By what I measured, ${list(tooWeak)} ${tooWeak.length === 1 ? 'was' : 'were'} too weak.`]
      : []),
    ...(tooStrong.length > 0 ? [`${capital(list(tooStrong))} went too far.`] : []),
    ...(missing.length > 0 ? [`${capital(list(missing))} ${missing.length === 1 ? 'was' : 'were'} not used yet.`] : []),
  ],
  ends: (why, met, wanted) => {
    const count = wanted === 0 ? '' : ` (${met} of ${wanted} aims are met)`;
    if (why === 'met') return [`The picture is where it should be${count}, so I stop here.`];
    if (why === 'noBenefit') return [`Another correction would cost more than it gains${count}, so I stop here.`];
    if (why === 'nothingBetter') return [`I found nothing better than what stands${count}, so I leave it.`];
    if (why === 'nothingLeft') return ['So nothing is left here that I can do.'];
    if (why === 'planned') return [`Everything planned from the original is set, and I see no more than that${count}.`];
    return [`The steps are used up${count}.`];
  },
  sums: (rows) =>
    rows.length === 0
      ? []
      : [
          `From the original to now: ${list(rows.map((one) => `${nameOf(one.metric)} ${figure(one.metric, one.before)} → ${figure(one.metric, one.measured)} (aim ${figure(one.metric, one.expected)})`))}.`,
        ],
  leaves: left,
  nothing: (intent) => {
    const { notDevelopWork, notUnderstood } = intent;
    if (notDevelopWork.length > 0) {
      return `Safelight edits light and colour and does not invent or remove content (${quoted(notDevelopWork)}). ${instead}`;
    }
    if (intent.reasons.length + intent.outOfRange.length > 0) return `${left(intent, []).join(' ')} ${instead}`;
    return `Safelight found no wish for light or colour in the instruction${notUnderstood.length > 0 ? ` (${quoted(notUnderstood)})` : ''}. ${instead}`;
  },
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
