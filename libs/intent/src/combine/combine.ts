import type { Locale, PastTurn } from '@safelight/core';
import type {
  Axis,
  Constraint,
  Correction,
  CorrectionKind,
  ExplicitCall,
  FollowUp,
  Geometry,
  Intent,
  OutOfRange,
  Reason,
  Recolour,
  Toning,
} from '../intent.ts';
import type { Statement } from '../clause/reading.ts';
import type { FollowUpWord } from '../lexicon/meaning.ts';
import { looks, type Look, type LookName } from '../looks/index.ts';
import { monochromeLooks } from '../looks/monochrome.ts';
import { clamp, Goals, plain } from './goals.ts';
import { regionKey } from './key.ts';
import { together } from './together.ts';

/** Corrections that a wish on one of these axes makes pointless: the wish says which way. */
const correctedBy: Record<CorrectionKind, readonly Axis[]> = {
  exposure: ['lightness'],
  whiteBalance: ['warmth', 'tint', 'monochrome'],
  contrast: ['contrast'],
  colour: ['saturation', 'monochrome'],
};

/** "A bit moody" is half of the look, "very moody" a third more. */
function strengthOf(size: number | null): number {
  if (size === null) return 1;
  return size <= 0.3 ? 0.35 + size / 1.5 : size < 0.9 ? 0.9 : 1.3;
}

/** The instruction that statements were read from. */
export interface Spoken {
  readonly text: string;
  readonly locale: Locale;
  readonly history: readonly PastTurn[];
}

/** Makes one intent of what all clauses state; direct wishes win over looks, later statements over earlier ones. */
export function combine(statements: readonly Statement[], spoken: Spoken): Intent {
  const asked = together(statements);
  const gathered = new Gathered(spoken);
  const refused = new Set(asked.flatMap((statement) => (statement.kind === 'noLook' ? [statement.look] : [])));
  for (const statement of asked) {
    if (statement.kind === 'look' && !refused.has(statement.look)) gathered.addLook(statement);
  }
  for (const statement of asked) gathered.add(statement);
  for (const statement of asked) gathered.limit(statement);
  return gathered.intent();
}

class Gathered {
  readonly #spoken: Spoken;
  readonly #goals = new Goals();
  readonly #constraints = new Map<string, Constraint>();
  readonly #corrections = new Map<CorrectionKind, Correction>();
  readonly #tonings = new Map<string, Toning>();
  readonly #recolours = new Map<string, Recolour>();
  readonly #explicit = new Map<string, ExplicitCall>();
  readonly #outOfRange: OutOfRange[] = [];
  readonly #followUps: FollowUp[] = [];
  readonly #guessed: { source: string; meaning: string }[] = [];
  readonly #looks = new Set<LookName>();
  readonly #noted = new Set<string>();
  readonly #notDevelopWork = new Set<string>();
  readonly #notUnderstood = new Set<string>();
  readonly #reasons: Reason[] = [];
  #geometry: (Geometry & { readonly from: number; readonly to: number }) | null = null;

  constructor(spoken: Spoken) {
    this.#spoken = spoken;
  }

  #quote({ from, to }: { readonly from: number; readonly to: number }): string {
    return this.#spoken.text.slice(from, to).trim();
  }

  addLook(statement: Extract<Statement, { kind: 'look' }>): void {
    const source = this.#quote(statement);
    const { look: name } = statement;
    const strength = strengthOf(statement.size);
    const look: Look = looks[name];
    this.#looks.add(name);
    for (const what of look.corrections ?? []) this.#corrections.set(what, { what, source });
    for (const { protect, region } of look.constraints ?? []) this.#protect({ protect, region, source });
    for (const [axis, amount] of Object.entries(look.goals)) {
      const scaled = axis === 'monochrome' ? amount : amount * strength;
      this.#goals.addOfLook(axis as Axis, null, scaled, source, name);
    }
    for (const { axis, region, amount } of look.local ?? []) {
      this.#goals.addOfLook(axis, region, amount * strength, source, name);
    }
    for (const toning of look.tonings ?? []) {
      this.#tonings.set(toning.tone, { ...toning, amount: share(toning.amount * strength), source, look: name });
    }
    for (const recolour of look.recolours ?? []) {
      this.#recolours.set(recolour.band, {
        ...recolour,
        amount: share(recolour.amount * strength),
        source,
        look: name,
      });
    }
  }

  add(statement: Statement): void {
    const source = this.#quote(statement);
    switch (statement.kind) {
      case 'goal':
        this.#addGoal(statement, source);
        break;
      case 'constraint':
        this.#protect({ protect: statement.protect, region: statement.region, source });
        break;
      case 'correction':
        this.#corrections.set(statement.what, { what: statement.what, source });
        break;
      case 'toning': {
        const { tone, hueDegrees, size } = statement;
        this.#tonings.set(tone, { tone, hueDegrees, amount: share(size ?? plain), source, look: null });
        break;
      }
      case 'recolour': {
        const { band, towards, size } = statement;
        this.#recolours.set(band, { band, towards, amount: share(size ?? plain), source, look: null });
        break;
      }
      case 'geometry':
        this.#frame(statement);
        break;
      case 'explicit': {
        const { tool, value, region, relative } = statement;
        this.#explicit.set(`${tool} ${regionKey(region)}`, { tool, value, region, relative, source });
        break;
      }
      case 'outOfRange': {
        const { tool, min, max } = statement;
        this.#outOfRange.push({ source, tool, min, max });
        break;
      }
      case 'noted':
        this.#noted.add(source);
        break;
      case 'followUp':
        this.#follow(statement.what, source);
        break;
      case 'guess':
        this.#guessed.push({ source, meaning: statement.meaning[this.#spoken.locale] });
        break;
      case 'notDevelopWork':
        this.#notDevelopWork.add(source);
        break;
      case 'notUnderstood':
        this.#notUnderstood.add(source);
        if (statement.thing !== undefined) {
          this.#reasons.push({ why: 'noRegion', source, thing: this.#quote(statement.thing) });
        }
        break;
      case 'cap':
      case 'measure':
      case 'sized':
      case 'none':
      case 'look':
      case 'noLook':
        break;
    }
  }

  /** What leaves out or holds back, once all that asks is known. */
  limit(statement: Statement): void {
    if (statement.kind === 'none') this.#goals.leaveOut(statement.axis, statement.region);
    if (statement.kind !== 'cap') return;
    const { axis, region, sign } = statement;
    const capped = this.#goals.cap(axis, region, sign, this.#quote(statement));
    if (capped === 'nothing to cap') this.#noted.add(this.#quote(statement));
    else if (capped !== null) this.#protect(capped);
  }

  intent(): Intent {
    for (const [what, moved] of Object.entries(correctedBy)) {
      if (moved.some((axis) => this.#goals.has(axis))) this.#corrections.delete(what as CorrectionKind);
    }
    const inColour = ({ look }: { readonly look: string | null }): boolean =>
      !this.#goals.monochrome || look === null || look in monochromeLooks;
    const { aspect, straighten } = this.#geometry ?? {};
    return {
      locale: this.#spoken.locale,
      goals: this.#goals.all(),
      tonings: [...this.#tonings.values()].filter(inColour),
      recolours: [...this.#recolours.values()].filter(inColour),
      geometry:
        this.#geometry === null ? null : { aspect: aspect!, straighten: straighten!, source: this.#geometry.source },
      followUps: this.#followUps,
      constraints: [...this.#constraints.values()],
      corrections: [...this.#corrections.values()],
      looks: [...this.#looks],
      explicit: [...this.#explicit.values()],
      outOfRange: this.#outOfRange,
      contradictions: this.#goals.contradictions,
      guessed: this.#guessed,
      noted: [...this.#noted],
      notDevelopWork: [...this.#notDevelopWork],
      notUnderstood: [...this.#notUnderstood],
      reasons: this.#reasons,
    };
  }

  #addGoal({ axis, region, sign, size }: Extract<Statement, { kind: 'goal' }>, source: string): void {
    if (axis === 'grain' && sign === -1) {
      // Less grain than a look brings is left out; grain that the photo has is noise.
      if (this.#goals.leaveOut(axis, region)) return;
      // An earlier turn may have brought it.
      const grain = this.#spoken.history.length > 0;
      this.#goals.addWish(grain ? 'grain' : 'noise', region, -1, size, source);
      return;
    }
    this.#goals.addWish(axis, region, sign, size, source);
  }

  #protect(constraint: Constraint): void {
    this.#constraints.set(`${constraint.protect} ${regionKey(constraint.region)}`, constraint);
  }

  #frame({ aspect, straighten, from, to }: Extract<Statement, { kind: 'geometry' }>): void {
    const before = this.#geometry;
    const place = { from: Math.min(from, before?.from ?? from), to: Math.max(to, before?.to ?? to) };
    this.#geometry = {
      aspect: aspect ?? before?.aspect ?? null,
      straighten: straighten || (before?.straighten ?? false),
      source: this.#quote(place),
      ...place,
    };
  }

  #follow(what: FollowUpWord, source: string): void {
    const turns = this.#spoken.history.length;
    const possible = what.kind === 'back' ? what.to === 'original' || Math.abs(what.to) <= turns : turns > 0;
    if (possible) {
      // "The first version was better, from there …" goes back once.
      const said = this.#followUps.some((one) => one.kind === 'back' && what.kind === 'back' && one.to === what.to);
      if (said) return;
      const again = this.#followUps.findIndex(({ kind }) => kind === 'again');
      const before = this.#followUps[again];
      // "Same look, but half as strong" is one repetition.
      if (what.kind === 'again' && before?.kind === 'again') {
        this.#followUps[again] = { kind: 'again', scale: Math.round(before.scale * what.scale * 100) / 100, source };
        return;
      }
      this.#followUps.push({ ...what, source });
      return;
    }
    this.#notUnderstood.add(source);
    this.#reasons.push({ why: 'noHistory', source });
  }
}

/** 0..1, more than 0. */
const share = (amount: number): number => Math.abs(clamp(amount));
