import { describe, it } from 'vitest';
import { type Neighbour, readEnv } from '../config/env.ts';
import { missing } from './missing.ts';

/**
 * `describe` for tests that need real neighbours. Where one is missing the block becomes a single skipped test whose name
 * says what is missing and how to get it, or a failing one where `REQUIRE_REAL` names that neighbour.
 */
export function describeReal(needed: Neighbour | readonly Neighbour[], name: string, body: () => void): void {
  const reasons = [needed].flat().flatMap((neighbour) => {
    const reason = missing(neighbour);
    return reason === undefined ? [] : [{ neighbour, reason }];
  });
  if (reasons.length === 0) {
    describe(name, body);
    return;
  }
  const why = `needs ${reasons.map(({ neighbour, reason }) => `${neighbour}: ${reason}`).join('; ')}`;
  const isRequired = reasons.some(({ neighbour }) => readEnv().REQUIRE_REAL.includes(neighbour));
  describe(name, () => {
    it.skipIf(!isRequired)(why, () => {
      throw new Error(`REQUIRE_REAL asks for it, and it is not here: ${why}`);
    });
  });
}
