import { Fault } from '@safelight/core';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { faultOfDatabase } from './faults.ts';
import { openTestStore } from './testing.ts';

const withCode = (code: string) => Object.assign(new Error('words of the server'), { code });

it.each(['08006', '53300', '57P01', '57014', '40P01', 'ECONNREFUSED'])('%s passes: the database is away', (code) => {
  expect(faultOfDatabase(withCode(code))).toMatchObject({ code: 'database.unavailable', retryable: true });
});

it.each([withCode('23505'), withCode('42P01'), new Error('a connection of thoughts'), new Fault('xmp.invalid', 'no')])(
  '%s stays what it is: trying again would not help',
  (error) => {
    expect(faultOfDatabase(error)).toBe(error);
  },
);

it('turns what the driver throws into the fault, whichever scope was used', async () => {
  await using test = await openTestStore();
  const away = sql`do $$ begin raise exception 'gone' using errcode = '57P01'; end $$`;
  const fault = { code: 'database.unavailable' };
  await expect(test.store.read((trx) => away.execute(trx))).rejects.toMatchObject(fault);
  await expect(test.whole.system.write(({ trx }) => away.execute(trx))).rejects.toMatchObject(fault);
});
