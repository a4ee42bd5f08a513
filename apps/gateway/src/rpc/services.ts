/** The public API over gRPC: the same operations as over REST, on the same use-cases. */
import type { Door, Implementation } from '@safelight/service-kit';
import { accountService } from './account.ts';
import { publicDoor } from './door.ts';
import { editingService } from './editing.ts';
import { evaluationService } from './evaluation.ts';
import type { RpcScope } from './guard.ts';
import { jobService } from './jobs.ts';
import { recipeService } from './recipes.ts';
import { tenantService } from './tenants.ts';
import { webhookService } from './webhooks.ts';

export interface PublicServices {
  readonly implementations: readonly Implementation[];
  readonly door: Door;
}

export function publicServices(scope: RpcScope): PublicServices {
  const services = [editingService, recipeService, jobService, accountService, webhookService, tenantService];
  const implementations = [...services, evaluationService].map((service) => service(scope));
  const paths = implementations.flatMap(({ contract }) => Object.values(contract.methods).map(({ path }) => path));
  return { implementations, door: publicDoor(scope.authenticator, new Set(paths)) };
}
