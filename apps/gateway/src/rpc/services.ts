/** The public API over gRPC: the same operations as over REST, on the same use-cases. */
import type { Implementation } from '@safelight/service-kit';
import { accountService } from './account.ts';
import { editingService } from './editing.ts';
import { evaluationService } from './evaluation.ts';
import type { RpcScope } from './guard.ts';
import { jobService } from './jobs.ts';
import { recipeService } from './recipes.ts';
import { tenantService } from './tenants.ts';
import { webhookService } from './webhooks.ts';

export function publicServices(scope: RpcScope): readonly Implementation[] {
  const services = [editingService, recipeService, jobService, accountService, webhookService, tenantService];
  return [...services, evaluationService].map((service) => service(scope));
}
