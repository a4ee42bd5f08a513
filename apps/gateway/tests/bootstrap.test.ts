import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bootstrapKey } from '../src/auth/bootstrap.ts';
import { describeKey } from '../src/auth/apiKey.ts';
import { Authenticator } from '../src/auth/authenticate.ts';
import { findKey } from '../src/store/keys.ts';
import { openTestStore } from '../src/store/testing.ts';
import type { TestStore } from '../src/store/testing.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(() => test[Symbol.asyncDispose]());

describe('the bootstrap of a platform', () => {
  it('makes one key however many run at once, tells the others of it, and replaces it only when asked', async () => {
    const { system } = test.whole;
    const runs = await Promise.allSettled([1, 2, 3].map(() => bootstrapKey(system, { replace: false })));
    const made = runs.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : []));
    expect(made).toHaveLength(1);
    const [first = ''] = made;
    await expect(bootstrapKey(system, { replace: false })).rejects.toMatchObject({
      code: 'key.conflict',
      message: expect.stringContaining(describeKey(first).prefix),
    });
    await using authenticator = new Authenticator(test.whole);
    const identify = (apiKey: string) => authenticator.identify({ authorization: undefined, apiKey }, '::1');
    expect((await identify(first)).scopes.has('platform')).toBe(true);
    const second = await bootstrapKey(system, { replace: true });
    expect((await identify(second)).scopes.has('platform')).toBe(true);
    await expect(identify(first)).rejects.toMatchObject({ code: 'request.unauthenticated' });
    expect((await findKey(system, describeKey(first).secretSha256))?.key.revoked_at).not.toBeNull();
  });
});
