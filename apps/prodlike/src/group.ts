/** Processes of one kind whose number may change while all runs: started and drained one place after the other. */
import type { Member } from './member.ts';
import type { GroupName, Program } from './programs.ts';

export interface GroupOptions {
  readonly name: GroupName;
  /** One for each place; the last ones are drained first. */
  readonly programs: readonly Program[];
  readonly start: (program: Program) => Promise<Member>;
}

interface Place {
  readonly program: Program;
  member: Member | null;
  /** What was asked of it last, one thing after the other. */
  work: Promise<void>;
}

export class Group implements AsyncDisposable {
  readonly name: GroupName;
  readonly #options: GroupOptions;
  readonly #places: readonly Place[];
  #wanted = 0;

  constructor(options: GroupOptions) {
    this.name = options.name;
    this.#options = options;
    this.#places = options.programs.map((program) => ({ program, member: null, work: Promise.resolve() }));
  }

  get places(): number {
    return this.#places.length;
  }

  /** Those that were asked for, whether they answer already or not. */
  get wanted(): number {
    return this.#wanted;
  }

  /** Those that answer or drain. */
  get members(): readonly Member[] {
    return this.#places.flatMap(({ member }) => member ?? []);
  }

  /** Of those that answer or drain. */
  get metricsUrls(): readonly string[] {
    return this.#places.flatMap(({ member, program }) => (member === null ? [] : (program.metricsUrl ?? [])));
  }

  /**
   * Starts what is missing, and drains (SIGTERM) what is too many; resolves when that is done. A place that failed is tried
   * again at the next call. @throws Fault service.unavailable for a process that did not start
   */
  async scaleTo(count: number): Promise<void> {
    this.#wanted = Math.min(count, this.#places.length);
    await Promise.all(
      this.#places.map((place) => {
        const work = place.work.then(() => this.#settle(place));
        place.work = work.catch(() => undefined);
        return work;
      }),
    );
  }

  /** Looks at what is wanted when its turn has come: that may have changed since. */
  async #settle(place: Place): Promise<void> {
    const isWanted = this.#places.indexOf(place) < this.#wanted;
    if (isWanted) place.member ??= await this.#options.start(place.program);
    else if (place.member !== null) {
      await place.member[Symbol.asyncDispose]();
      place.member = null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.scaleTo(0);
  }
}
