/** The right to do what one process at a time does, such as relaying. */
import type { Scope } from './store.ts';

/** Takes or renews the lease for `leaseMs`; false while another owner has it. */
export async function holdLease(system: Scope, name: string, owner: string, leaseMs: number): Promise<boolean> {
  return system.write(async ({ trx, now }) => {
    const until = new Date(now.getTime() + leaseMs);
    const row = await trx
      .insertInto('leases')
      .values({ name, owner, token: 1, until })
      .onConflict((conflict) =>
        conflict
          .column('name')
          .doUpdateSet((eb) => ({ owner, until, token: eb('leases.token', '+', 1) }))
          .where((eb) => eb.or([eb('leases.owner', '=', owner), eb('leases.until', '<', now)])),
      )
      .returning('owner')
      .executeTakeFirst();
    return row !== undefined;
  });
}

/** Gives the lease back, so that the next owner need not wait for its end. */
export async function releaseLease(system: Scope, name: string, owner: string): Promise<void> {
  await system.write(({ trx }) =>
    trx.deleteFrom('leases').where('name', '=', name).where('owner', '=', owner).execute(),
  );
}
