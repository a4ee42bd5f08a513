import { expect, it } from 'vitest';
import { newClusterId } from './clusterId.ts';

it('makes ids that no command line takes for an option', () => {
  for (let i = 0; i < 2_000; i += 1) expect(newClusterId()).toMatch(/^[A-Za-z][\w-]{21}$/);
});
