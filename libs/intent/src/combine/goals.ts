import { axes, type Axis, type Constraint, type Goal, type Intent, type Region } from '../intent.ts';
import { protectionOf } from '../clause/reading.ts';
import { regionKey } from './key.ts';

/** A wish without an amount. */
export const plain = 0.6;
/** What "not too" leaves. */
const capped = 0.3;
/** From here on two looks that pull apart contradict each other; less is shading. */
const contradictionMin = 0.6;

/** −1..1, not 0. */
export const clamp = (amount: number): number => {
  const rounded = Math.max(-1, Math.min(1, Math.round(amount * 1_000) / 1_000));
  return rounded === 0 ? Math.sign(amount) * 0.001 : rounded;
};

/** The goals while they are gathered: one per axis and region. */
export class Goals {
  readonly #goals = new Map<string, Goal>();
  readonly contradictions: { earlier: string; later: string }[] = [];

  static #key(axis: Axis, region: Region | null): string {
    return `${axis} ${regionKey(region)}`;
  }

  /** Two looks that pull the same way do not add up; where they differ the later one wins. */
  addOfLook(axis: Axis, region: Region | null, amount: number, source: string, look: string): void {
    const key = Goals.#key(axis, region);
    const before = this.#goals.get(key);
    if (before !== undefined && Math.sign(before.amount) === Math.sign(amount)) {
      if (Math.abs(before.amount) >= Math.abs(amount)) return;
    } else if (before !== undefined && Math.min(Math.abs(before.amount), Math.abs(amount)) >= contradictionMin) {
      this.#contradict(before.source, source);
    }
    this.#goals.set(key, { axis, region, amount: clamp(amount), source, look });
  }

  addWish(axis: Axis, where: Region | null, sign: 1 | -1, size: number | null, source: string): void {
    // "Dark corners in the corners": a vignette is at the edges by nature.
    const atEdges = axis === 'vignette' && where?.kind === 'place' && where.place === 'edges';
    const region = atEdges ? null : where;
    const key = Goals.#key(axis, region);
    const before = this.#goals.get(key);
    const same = before !== undefined && Math.sign(before.amount) === sign;
    if (before !== undefined && before.look === null && !same) this.#contradict(before.source, source);
    // "Warm golden hour" is not less warm than "golden hour".
    const amount = size ?? (same && before.look !== null ? Math.max(plain, Math.abs(before.amount)) : plain);
    this.#goals.delete(key);
    this.#goals.set(key, { axis, region, amount: clamp(sign * amount), source, look: null });
  }

  /** "Not too warm": halves what asks for it. Beside other wishes it guards; alone it complains of the picture. */
  cap(axis: Axis, region: Region | null, sign: 1 | -1, source: string): Constraint | 'nothing to cap' | null {
    const key = Goals.#key(axis, region);
    const goal = this.#goals.get(key);
    if (goal !== undefined) {
      if (Math.sign(goal.amount) !== sign) return null;
      this.#goals.set(key, { ...goal, amount: clamp(sign * Math.min(capped, Math.abs(goal.amount) / 2)), source });
      return null;
    }
    const protect = protectionOf[axis];
    if (this.#goals.size === 0) this.#goals.set(key, { axis, region, amount: -sign * capped, source, look: null });
    else return protect === undefined ? 'nothing to cap' : { protect, region, source };
    return null;
  }

  leaveOut(axis: Axis, region: Region | null): boolean {
    return this.#goals.delete(Goals.#key(axis, region));
  }

  has(axis: Axis): boolean {
    return this.#goals.has(Goals.#key(axis, null));
  }

  get monochrome(): boolean {
    return (this.#goals.get(Goals.#key('monochrome', null))?.amount ?? 0) > 0;
  }

  /** Axis by axis. A picture without colour has no bands to move. */
  all(): Intent['goals'] {
    const goals = [...this.#goals.values()].filter(
      ({ axis, region, look }) =>
        !this.monochrome || look === null || region?.kind !== 'colour' || axis === 'lightness',
    );
    return axes.flatMap((axis) => goals.filter((goal) => goal.axis === axis));
  }

  #contradict(earlier: string, later: string): void {
    const known = this.contradictions.some((one) => one.earlier === earlier && one.later === later);
    if (!known) this.contradictions.push({ earlier, later });
  }
}
