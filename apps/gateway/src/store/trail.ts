/** The marks of a session's way: its log without recipes, pictures and thoughts. */
import type { RecipeOrigin } from '@safelight/core';
import { sql } from 'kysely';
import { z } from 'zod';
import { originSchema } from '../schemas/event.ts';
import type { TenantStore } from './store.ts';
import { upcastBody } from './upcast.ts';

interface Common {
  readonly sequence: number;
}

export type Mark =
  | (Common & { readonly type: 'turn.started'; readonly turnId: string; readonly origin?: never })
  | (Common & {
      readonly type: 'step.observed';
      readonly turnId: string;
      readonly candidate: number;
      readonly step: number;
      readonly origin?: never;
    })
  | (Common & {
      readonly type: 'turn.finished';
      readonly turnId: string;
      readonly candidate: number;
      readonly origin?: never;
    })
  | (Common & { readonly type: 'recipe.changed'; readonly turnId: null; readonly origin: RecipeOrigin });

const markSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('turn.started') }),
  z.object({ type: z.literal('step.observed'), candidate: z.int(), step: z.int() }),
  z.object({ type: z.literal('turn.finished'), candidate: z.int() }),
  z.object({ type: z.literal('recipe.changed'), origin: originSchema }),
]);

/** In order. */
export async function readTrail(store: TenantStore, sessionId: string): Promise<readonly Mark[]> {
  const rows = await store.read((trx) =>
    trx
      .selectFrom('events')
      .select([
        'sequence',
        'turn_id',
        sql<unknown>`jsonb_strip_nulls(jsonb_build_object(
          'type', body -> 'type', 'candidate', body -> 'candidate', 'step', body -> 'step'
        )) || case when body ? 'origin' then jsonb_build_object('origin', body -> 'origin') else '{}' end`.as('body'),
      ])
      .where('tenant_id', '=', store.tenantId)
      .where('session_id', '=', sessionId)
      .where('type', 'in', ['turn.started', 'step.observed', 'turn.finished', 'recipe.changed'])
      .orderBy('sequence')
      .execute(),
  );
  return rows.map(({ sequence, turn_id: turnId, body }) => {
    const mark = markSchema.parse(upcastBody(body));
    return { ...mark, sequence, turnId } as Mark;
  });
}
