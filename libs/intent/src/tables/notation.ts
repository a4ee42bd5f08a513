import type { Intent } from '../intent.ts';
import { looks, type Look, type LookName } from '../looks/index.ts';
import { regionKey } from '../combine/key.ts';

/**
 * An instruction with what must be read from it. Direct goals are a sign, an axis, the region after `@` (`sky`, a place
 * `@left`, a band `#green`, tones `~shadows`) and, after `:`, an amount to pin: `-lightness@sky:0.3`. Beside them stand
 * `look:…`, `keep:skin@face`, `fix:…`, `set:tool=value@region` (`by:` when relative), `tone:shadows=185`,
 * `turn:green>yellow`, `crop:1.78`, `straighten`, `undo:step1`, `back:original`, `again:0.6`, `range:tool`,
 * `near:word`, `against:earlier|later`, `noted`, `gen`, `unk`, `noRegion:thing`, `noHistory`. Nothing else may be read; what a look brings
 * counts as the look.
 */
export type Reading = readonly [instruction: string, expected: string];

/** The intent in the notation; amounts only where `named` pins them. */
export function written(intent: Intent, named: readonly string[]): readonly string[] {
  const at = (key: string): string => (key === '' ? '' : `@${key}`);
  const goals = intent.goals.flatMap(({ axis, region, amount, look }) => {
    const goal = `${amount > 0 ? '+' : '-'}${axis}${at(regionKey(region))}`;
    const pinned = `${goal}:${Math.abs(amount)}`;
    if (named.includes(pinned)) return [pinned];
    return look === null || named.includes(goal) ? [goal] : [];
  });
  const kept = new Set(
    intent.looks.flatMap((name) => {
      const { constraints = [] }: Look = looks[name as LookName];
      return constraints.map(({ protect, region }) => `keep:${protect}${at(regionKey(region))}`);
    }),
  );
  const constraints = intent.constraints
    .map(({ protect, region }) => `keep:${protect}${at(regionKey(region))}`)
    .filter((one) => named.includes(one) || !kept.has(one));
  const fixed = new Set(intent.looks.flatMap((name) => (looks[name as LookName] as Look).corrections ?? []));
  const corrections = intent.corrections.filter(({ what }) => !fixed.has(what) || named.includes(`fix:${what}`));
  return [
    ...goals,
    ...constraints,
    ...intent.looks.map((look) => `look:${look}`),
    ...corrections.map(({ what }) => `fix:${what}`),
    ...intent.tonings.flatMap(({ tone, hueDegrees, look }) => (look === null ? [`tone:${tone}=${hueDegrees}`] : [])),
    ...intent.recolours.flatMap(({ band, towards, look }) => (look === null ? [`turn:${band}>${towards}`] : [])),
    ...framing(intent),
    ...intent.followUps.map((one) =>
      one.kind === 'undo'
        ? `undo:${one.what}${one.count}`
        : one.kind === 'back'
          ? `back:${one.to}`
          : `again:${one.scale}`,
    ),
    ...intent.explicit.map(({ tool, value, region, relative }) => {
      const shown = Array.isArray(value) ? 'curve' : String(value);
      return `${relative ? 'by' : 'set'}:${tool}=${shown}${at(regionKey(region))}`;
    }),
    ...intent.outOfRange.map(({ tool }) => `range:${tool}`),
    ...intent.contradictions.map(({ earlier, later }) => `against:${earlier}|${later}`),
    ...intent.guessed.map(({ source }) => `near:${source}`),
    ...intent.noted.map(() => 'noted'),
    ...intent.notDevelopWork.map(() => 'gen'),
    ...unread(intent),
  ].toSorted();
}

function framing({ geometry }: Intent): readonly string[] {
  if (geometry === null) return [];
  const { aspect, straighten } = geometry;
  const crop = aspect === null ? [] : [`crop:${typeof aspect === 'number' ? Math.round(aspect * 100) / 100 : aspect}`];
  return straighten ? [...crop, 'straighten'] : crop;
}

function unread({ notUnderstood, reasons }: Intent): readonly string[] {
  return notUnderstood.map((part) => {
    const reason = reasons.find(({ source }) => source === part);
    if (reason === undefined) return 'unk';
    return reason.why === 'noRegion' ? `noRegion:${reason.thing}` : 'noHistory';
  });
}

/** The parts of an expectation, in the order of `written`. */
export function wanted(expected: string): readonly string[] {
  return expected
    .split(
      / (?=[+-][a-z]|(?:look|keep|fix|set|by|tone|turn|crop|undo|back|again|range|near|against|noRegion):|gen|unk|straighten|noted|noHistory)/,
    )
    .filter((part) => part !== '')
    .toSorted();
}
