import { Wire } from './http/wire.ts';
import type { SafelightOptions } from './options.ts';
import { auditOf, usageOf } from './rooms/account.ts';
import { batchesOf } from './rooms/batches.ts';
import { editsOf } from './rooms/edits.ts';
import { evaluationsOf } from './rooms/evaluations.ts';
import { imagesOf } from './rooms/images.ts';
import { jobsOf } from './rooms/jobs.ts';
import { keysOf } from './rooms/keys.ts';
import { photosOf } from './rooms/photos.ts';
import { presetsOf } from './rooms/presets.ts';
import { recipesOf } from './rooms/recipes.ts';
import { rendersOf } from './rooms/renders.ts';
import { serverOf } from './rooms/server.ts';
import { sessionsOf } from './rooms/sessions.ts';
import { tenantsOf } from './rooms/tenants.ts';
import { toolsOf } from './rooms/tools.ts';
import { turnsOf } from './rooms/turns.ts';
import { webhooksOf } from './rooms/webhooks.ts';

export type Safelight = ReturnType<typeof createSafelight>;

/** A client of one server on behalf of one key. Failures are thrown as `SafelightError`. */
export function createSafelight(options: SafelightOptions) {
  const wire = new Wire(options);
  return {
    baseUrl: wire.baseUrl,
    server: serverOf(wire),
    photos: photosOf(wire),
    sessions: sessionsOf(wire),
    turns: turnsOf(wire),
    images: imagesOf(wire),
    edits: editsOf(wire),
    renders: rendersOf(wire),
    recipes: recipesOf(wire),
    presets: presetsOf(wire),
    batches: batchesOf(wire),
    jobs: jobsOf(wire),
    evaluations: evaluationsOf(wire),
    tools: toolsOf(wire),
    keys: keysOf(wire),
    usage: usageOf(wire),
    webhooks: webhooksOf(wire),
    audit: auditOf(wire),
    tenants: tenantsOf(wire),
  };
}
